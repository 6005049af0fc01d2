import { projectorOf } from '../../../../src/composition/consumers';
import { nextModule } from './next.module';

/** The projector of the context after its next deployment. */
export const handler = projectorOf(nextModule);
