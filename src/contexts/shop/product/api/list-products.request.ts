import { IsIn } from 'class-validator';
import { Contains, Describe, ListRequest, type ContainsFilter } from '../../../../http';
import type { ProductOrder } from '../read/product.tables';

export class ListProductsRequest extends ListRequest {
  @Describe('What the list is sorted by: the oldest first.')
  @IsIn(['age'] satisfies ProductOrder[])
  readonly sort: ProductOrder = 'age';

  @Contains('status')
  readonly contains?: ContainsFilter<'status'>;
}
