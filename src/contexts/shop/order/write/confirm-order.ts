import { inject, injectable } from 'inversify';
import { ChangeHandler, Handles } from '../../../../eventsourcing/writing/command-bus';
import { repositoryOf, type Repository } from '../../../../eventsourcing/writing/repository';
import { Command } from '../../../../kernel/command';
import { IsUuid } from '../../../../kernel/values';
import { Order } from '../domain/order';

/** Every product of an order is held. */
export class ConfirmOrder extends Command {
  static readonly type = 'shop/order/confirm';

  @IsUuid()
  readonly id!: string;

  /** The product that was held last, to be released when the order was cancelled. */
  @IsUuid()
  readonly productId!: string;
}

@Handles(ConfirmOrder, { internal: true })
@injectable()
export class ConfirmOrderHandler extends ChangeHandler<ConfirmOrder, Order> {
  constructor(@inject(repositoryOf(Order)) orders: Repository<Order>) {
    super(orders);
  }

  protected decide(order: Order): void {
    order.confirm();
  }
}
