import { inject, injectable } from 'inversify';
import { ChangeHandler, Handles } from '../../../../eventsourcing/writing/command-bus';
import { repositoryOf, type Repository } from '../../../../eventsourcing/writing/repository';
import { Command } from '../../../../kernel/command';
import { IsUuid } from '../../../../kernel/values';
import { Product } from '../domain/product';

/** Makes what a product holds for an order its customer’s. */
export class HandOverProduct extends Command {
  static readonly type = 'shop/product/hand-over';

  @IsUuid()
  readonly id!: string;

  @IsUuid()
  readonly orderId!: string;
}

@Handles(HandOverProduct, { internal: true })
@injectable()
export class HandOverProductHandler extends ChangeHandler<HandOverProduct, Product> {
  constructor(@inject(repositoryOf(Product)) products: Repository<Product>) {
    super(products);
  }

  protected decide(product: Product, { orderId }: HandOverProduct): void {
    product.handOver(orderId);
  }
}
