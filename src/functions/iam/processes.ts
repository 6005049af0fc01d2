import { processesOf } from '../../composition/consumers';
import { iamModule } from '../../contexts/iam/iam.module';

/** Queue of what the processes of iam follow -> commands. Written by `npm run template`. */
export const handler = processesOf(iamModule);
