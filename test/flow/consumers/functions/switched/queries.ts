import { contextApi } from '../../../../../src/composition/context-api';
import { switchedModule } from './switched.module';

export const handler = contextApi(switchedModule).handle;
