import { projectorOf } from '../../composition/consumers';
import { orgModule } from '../../contexts/org/org.module';

/** Queues of what org follows -> its read tables. Written by `npm run template`. */
export const handler = projectorOf(orgModule);
