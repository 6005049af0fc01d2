import { contextModule } from '../../eventsourcing/aggregate-module';
import { orderModule } from './order/order.module';
import { FulfilOrder } from './processes/fulfil-order.process';
import { productModule } from './product/product.module';

/** What is for sale, and what is ordered. */
export const shopModule = contextModule({
  name: 'shop',
  aggregates: [productModule, orderModule],
  processes: [FulfilOrder],
});
