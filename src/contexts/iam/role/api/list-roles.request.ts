import { Contains, ListRequest, type ContainsFilter } from '../../../../http';

export class ListRolesRequest extends ListRequest {
  @Contains('name')
  readonly contains?: ContainsFilter<'name'>;
}
