import { inject, injectable } from 'inversify';
import { ChangeHandler, Handles, type DetailsOf } from '../../../../eventsourcing/writing/command-bus';
import { repositoryOf, type Repository } from '../../../../eventsourcing/writing/repository';
import { Command, type AggregateVersion } from '../../../../kernel/command';
import { IsUuid } from '../../../../kernel/values';
import { Product } from '../domain/product';

/** What a reservation is answered. */
export interface Reserved extends AggregateVersion {
  /** Of the first one, when the command is repeated under its idempotency key. */
  readonly reservationId: string;
}

/** Puts one piece of a product aside, under an id that whoever asks has made. */
export class ReserveProduct extends Command<Reserved> {
  static readonly type = 'shop/product/reserve';

  @IsUuid()
  readonly id!: string;

  @IsUuid()
  readonly reservationId!: string;
}

@Handles(ReserveProduct)
@injectable()
export class ReserveProductHandler extends ChangeHandler<ReserveProduct, Product> {
  constructor(@inject(repositoryOf(Product)) products: Repository<Product>) {
    super(products);
  }

  protected decide(product: Product, { reservationId }: ReserveProduct): DetailsOf<ReserveProduct> {
    product.reserve(reservationId);
    return { reservationId };
  }
}
