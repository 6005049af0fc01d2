import type { Command } from '../../../../kernel/command';

export class AddRoleToUser implements Command {
  readonly type = 'iam/user/add-role';

  constructor(
    readonly id: string,
    readonly roleId: string,
  ) {}
}
