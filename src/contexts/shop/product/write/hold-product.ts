import { IsInt } from 'class-validator';
import { inject, injectable } from 'inversify';
import { ChangeHandler, Handles } from '../../../../eventsourcing/writing/command-bus';
import { repositoryOf, type Repository } from '../../../../eventsourcing/writing/repository';
import { Command } from '../../../../kernel/command';
import { IsUuid } from '../../../../kernel/values';
import { Product } from '../domain/product';

/** Puts pieces of a product aside until an order is decided. */
export class HoldProduct extends Command {
  static readonly type = 'shop/product/hold';

  @IsUuid()
  readonly id!: string;

  @IsUuid()
  readonly orderId!: string;

  @IsInt()
  readonly quantity!: number;
}

@Handles(HoldProduct, { internal: true })
@injectable()
export class HoldProductHandler extends ChangeHandler<HoldProduct, Product> {
  constructor(@inject(repositoryOf(Product)) products: Repository<Product>) {
    super(products);
  }

  protected decide(product: Product, { orderId, quantity }: HoldProduct): void {
    product.hold(orderId, quantity);
  }
}
