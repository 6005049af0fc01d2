import { ValidateBy } from 'class-validator';
import { inject, injectable } from 'inversify';
import { CreateHandler, Handles } from '../../../../eventsourcing/writing/command-bus';
import { repositoryOf, type Repository } from '../../../../eventsourcing/writing/repository';
import { Command } from '../../../../kernel/command';
import { isPlainObject } from '../../../../kernel/json';
import { isUuid, IsUuid } from '../../../../kernel/values';
import { Order } from '../domain/order';
import type { OrderLine } from '../domain/order.events';

/** Orders several products, under an id that whoever asks has made. */
export class PlaceOrder extends Command {
  static readonly type = 'shop/order/place';

  @IsUuid()
  readonly id!: string;

  @ValidateBy({
    name: 'areOrderLines',
    validator: {
      validate: areLines,
      defaultMessage: () => 'lines must be a list of products and quantities',
    },
  })
  readonly lines!: readonly OrderLine[];
}

@Handles(PlaceOrder)
@injectable()
export class PlaceOrderHandler extends CreateHandler<PlaceOrder, Order> {
  constructor(@inject(repositoryOf(Order)) orders: Repository<Order>) {
    super(orders);
  }

  protected decide(order: Order, { lines }: PlaceOrder): void {
    order.place(lines);
  }
}

function areLines(value: unknown): boolean {
  return Array.isArray(value) && value.every(isLine);
}

function isLine(value: unknown): boolean {
  if (!isPlainObject(value)) return false;
  const { productId, quantity } = value;
  return isUuid(productId) && productId === productId.toLowerCase() && Number.isInteger(quantity);
}
