import { IsIn } from 'class-validator';
import { Contains, Describe, ListRequest, type ContainsFilter } from '../../../../http';
import type { OrderSorting } from '../read/order.tables';

export class ListOrdersRequest extends ListRequest {
  @Describe('What the list is sorted by: the oldest first.')
  @IsIn(['age'] satisfies OrderSorting[])
  readonly sort: OrderSorting = 'age';

  @Contains('status')
  readonly contains?: ContainsFilter<'status'>;
}
