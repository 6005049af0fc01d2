import { projectorOf } from '../../../../../src/composition/consumers';
import { switchedModule } from './switched.module';

export const handler = projectorOf(switchedModule);
