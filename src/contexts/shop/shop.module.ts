import { contextModule } from '../../eventsourcing/aggregate-module';
import { productModule } from './product/product.module';

/** What is for sale. */
export const shopModule = contextModule({
  name: 'shop',
  aggregates: [productModule],
});
