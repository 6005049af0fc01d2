import { contextApi } from '../../composition/context-api';
import { shopModule } from '../../contexts/shop/shop.module';

/** HTTP API, the GET routes of shop. Written by `npm run template`. */
export const handler = contextApi(shopModule).handle;
