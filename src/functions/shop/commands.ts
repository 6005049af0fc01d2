import { contextApi } from '../../composition/context-api';
import { shopModule } from '../../contexts/shop/shop.module';

/** HTTP API, every route of shop that is not a GET. Written by `npm run template`. */
export const handler = contextApi(shopModule).handle;
