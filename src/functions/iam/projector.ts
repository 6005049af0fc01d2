import { projectorOf } from '../../composition/consumers';
import { iamModule } from '../../contexts/iam/iam.module';

/** Queues of what iam follows -> its read tables. Written by `npm run template`. */
export const handler = projectorOf(iamModule);
