import { Uuid } from '../../../../http';

export class AddRoleRequest {
  @Uuid()
  readonly roleId!: string;
}
