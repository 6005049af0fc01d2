import { aggregateModule } from '../../../eventsourcing/aggregate-module';
import { reads } from '../../../eventsourcing/reading/table-access';
import { ProductController } from './api/product.controller';
import { Product } from './domain/product';
import { productEvents } from './domain/product.events';
import { ProductProjection } from './read/product.projection';
import { ProductQueries } from './read/product.queries';
import { productsTable } from './read/product.tables';
import { HandOverProductHandler } from './write/hand-over-product';
import { HoldProductHandler } from './write/hold-product';
import { ReleaseProductHandler } from './write/release-product';
import { ReserveProductHandler } from './write/reserve-product';
import { RestockProductHandler } from './write/restock-product';

export const productModule = aggregateModule({
  aggregate: Product,
  events: productEvents,
  controllers: [ProductController],
  handlers: [
    RestockProductHandler,
    ReserveProductHandler,
    HoldProductHandler,
    ReleaseProductHandler,
    HandOverProductHandler,
  ],
  providers: [ProductQueries],
  projections: [ProductProjection],
  history: ProductProjection,
  reads: [reads(productsTable, 'get', 'query:byAge')],
});
