import { IsIn } from 'class-validator';
import { Contains, Describe, ListRequest, type ContainsFilter } from '../../../../http';
import type { RoleOrder } from '../read/role.tables';

export class ListRolesRequest extends ListRequest {
  @Describe('What the list is sorted by, whatever the case.')
  @IsIn(['name'] satisfies RoleOrder[])
  readonly sort: RoleOrder = 'name';

  @Contains('name')
  readonly contains?: ContainsFilter<'name'>;
}
