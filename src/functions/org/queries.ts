import { contextApi } from '../../composition/context-api';
import { orgModule } from '../../contexts/org/org.module';

/** HTTP API, the GET routes of org. Written by `npm run template`. */
export const handler = contextApi(orgModule).handle;
