import { IsIn, IsOptional } from 'class-validator';
import { inject, injectable } from 'inversify';
import { ChangeHandler, Handles } from '../../../../eventsourcing/writing/command-bus';
import { repositoryOf, type Repository } from '../../../../eventsourcing/writing/repository';
import { Command } from '../../../../kernel/command';
import { IsUuid } from '../../../../kernel/values';
import { Order } from '../domain/order';
import type { CancelReason } from '../domain/order.events';

/** An order cannot be had as a whole, or not in time. */
export class CancelOrder extends Command {
  static readonly type = 'shop/order/cancel';

  @IsUuid()
  readonly id!: string;

  @IsIn(['sold-out', 'unknown-product', 'timed-out'] satisfies CancelReason[])
  readonly reason!: CancelReason;

  @IsOptional()
  @IsUuid()
  readonly productId?: string;
}

@Handles(CancelOrder, { internal: true })
@injectable()
export class CancelOrderHandler extends ChangeHandler<CancelOrder, Order> {
  constructor(@inject(repositoryOf(Order)) orders: Repository<Order>) {
    super(orders);
  }

  protected decide(order: Order, command: CancelOrder): void {
    order.cancel(command);
  }
}
