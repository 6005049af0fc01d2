import { projectorOf } from '../../composition/consumers';
import { shopModule } from '../../contexts/shop/shop.module';

/** Queues of what shop follows -> its read tables. Written by `npm run template`. */
export const handler = projectorOf(shopModule);
