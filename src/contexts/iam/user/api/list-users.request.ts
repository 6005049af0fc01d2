import { IsIn } from 'class-validator';
import { Contains, Describe, ListRequest, type ContainsFilter } from '../../../../http';
import type { UserOrder } from '../read/user.tables';

export class ListUsersRequest extends ListRequest {
  @Describe('What the list is sorted by, whatever the case.')
  @IsIn(['email'] satisfies UserOrder[])
  readonly sort: UserOrder = 'email';

  @Contains('email', 'firstName', 'lastName')
  readonly contains?: ContainsFilter<'email' | 'firstName' | 'lastName'>;
}
