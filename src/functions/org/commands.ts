import { contextApi } from '../../composition/context-api';
import { orgModule } from '../../contexts/org/org.module';

/** HTTP API, every route of org that is not a GET. Written by `npm run template`. */
export const handler = contextApi(orgModule).handle;
