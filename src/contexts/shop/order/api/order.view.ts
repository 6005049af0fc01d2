import { Type } from 'class-transformer';
import { IsArray, IsIn, IsInt, IsOptional, Min, ValidateNested } from 'class-validator';
import { Describe, Uuid, type Shape } from '../../../../http';
import type { CancelReason } from '../domain/order.events';
import type { OrderStatus } from '../domain/order.state';
import type { OrderRow } from '../read/order.tables';

export class OrderLineView {
  @Uuid()
  readonly productId!: string;

  @Describe('Pieces of the product.', 2)
  @IsInt()
  @Min(1)
  readonly quantity!: number;
}

export class OrderView {
  @Uuid()
  readonly id!: string;

  @IsInt()
  @Min(1)
  readonly version!: number;

  @Describe('Placed until it is decided: confirmed as a whole, or cancelled as a whole.')
  @IsIn(['placed', 'confirmed', 'cancelled'] satisfies OrderStatus[])
  readonly status!: OrderStatus;

  @IsArray()
  @ValidateNested({ each: true })
  @Type(() => OrderLineView)
  readonly lines!: readonly Shape<OrderLineView>[];

  @Describe('Why it was cancelled.')
  @IsOptional()
  @IsIn(['sold-out', 'unknown-product', 'timed-out'] satisfies CancelReason[])
  readonly reason?: CancelReason;

  @Describe('The product for which it was cancelled.')
  @IsOptional()
  @Uuid()
  readonly productId?: string;
}

export function orderView({ id, version, status, lines, reason, productId }: OrderRow): Shape<OrderView> {
  return {
    id,
    version,
    status,
    lines: lines.map(({ productId: product, quantity }) => ({ productId: product, quantity })),
    ...(reason && { reason }),
    ...(productId !== undefined && { productId }),
  };
}
