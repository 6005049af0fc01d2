import { contextApi } from '../../composition/context-api';
import { iamModule } from '../../contexts/iam/iam.module';

/** HTTP API, the GET routes of iam. Written by `npm run template`. */
export const handler = contextApi(iamModule).handle;
