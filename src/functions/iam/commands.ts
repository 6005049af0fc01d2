import { contextApi } from '../../composition/context-api';
import { iamModule } from '../../contexts/iam/iam.module';

/** HTTP API, every route of iam that is not a GET. Written by `npm run template`. */
export const handler = contextApi(iamModule).handle;
