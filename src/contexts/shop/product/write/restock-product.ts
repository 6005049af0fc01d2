import { IsInt } from 'class-validator';
import { inject, injectable } from 'inversify';
import { ChangeHandler, Handles } from '../../../../eventsourcing/writing/command-bus';
import { repositoryOf, type Repository } from '../../../../eventsourcing/writing/repository';
import { Command } from '../../../../kernel/command';
import { IsUuid } from '../../../../kernel/values';
import { Product } from '../domain/product';

/** Adds pieces to a product, and makes the product when there is none under this id. */
export class RestockProduct extends Command {
  static readonly type = 'shop/product/restock';

  @IsUuid()
  readonly id!: string;

  @IsInt()
  readonly amount!: number;
}

@Handles(RestockProduct)
@injectable()
export class RestockProductHandler extends ChangeHandler<RestockProduct, Product> {
  constructor(@inject(repositoryOf(Product)) products: Repository<Product>) {
    super(products);
  }

  protected decide(product: Product, { amount }: RestockProduct): void {
    product.restock(amount);
  }
}
