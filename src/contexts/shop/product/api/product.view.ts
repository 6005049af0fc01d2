import { IsIn, IsInt, Min } from 'class-validator';
import { Describe, Uuid, type Shape } from '../../../../http';
import type { ProductStatus } from '../domain/product.state';
import type { ProductRow } from '../read/product.tables';

export class ProductView {
  @Uuid()
  readonly id!: string;

  @IsInt()
  @Min(1)
  readonly version!: number;

  @IsIn(['available', 'sold-out'] satisfies ProductStatus[])
  readonly status!: ProductStatus;

  @Describe('Pieces that nobody has reserved.', 12)
  @IsInt()
  @Min(0)
  readonly quantity!: number;
}

export function productView({ id, version, status, quantity }: ProductRow): Shape<ProductView> {
  return { id, version, status, quantity };
}
