import { inject, injectable } from 'inversify';
import { ChangeHandler, Handles } from '../../../../eventsourcing/writing/command-bus';
import { repositoryOf, type Repository } from '../../../../eventsourcing/writing/repository';
import { Command } from '../../../../kernel/command';
import { IsUuid } from '../../../../kernel/values';
import { Product } from '../domain/product';

/** Gives back what a product holds for an order. */
export class ReleaseProduct extends Command {
  static readonly type = 'shop/product/release';

  @IsUuid()
  readonly id!: string;

  @IsUuid()
  readonly orderId!: string;
}

@Handles(ReleaseProduct, { internal: true })
@injectable()
export class ReleaseProductHandler extends ChangeHandler<ReleaseProduct, Product> {
  constructor(@inject(repositoryOf(Product)) products: Repository<Product>) {
    super(products);
  }

  protected decide(product: Product, { orderId }: ReleaseProduct): void {
    product.release(orderId);
  }
}
