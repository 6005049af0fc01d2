import { Type } from 'class-transformer';
import { IsArray, IsIn, IsOptional, ValidateNested } from 'class-validator';
import { EventsOf, NoData, Uuid } from '../../../../http';
import { orderEvents, type CancelReason } from '../domain/order.events';
import { OrderLineView } from './order.view';

class OrderPlaced {
  @IsArray()
  @ValidateNested({ each: true })
  @Type(() => OrderLineView)
  readonly lines!: readonly OrderLineView[];
}

class OrderCancelled {
  @IsIn(['sold-out', 'unknown-product', 'timed-out'] satisfies CancelReason[])
  readonly reason!: CancelReason;

  @IsOptional()
  @Uuid()
  readonly productId?: string;
}

export const orderEventPage = EventsOf(orderEvents, {
  'shop/order/placed': OrderPlaced,
  'shop/order/confirmed': NoData,
  'shop/order/cancelled': OrderCancelled,
});
