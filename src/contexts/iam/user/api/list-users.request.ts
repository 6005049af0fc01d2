import { Contains, ListRequest, type ContainsFilter } from '../../../../http';

export class ListUsersRequest extends ListRequest {
  @Contains('email', 'firstName', 'lastName')
  readonly contains?: ContainsFilter<'email' | 'firstName' | 'lastName'>;
}
