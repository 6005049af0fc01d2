import { processesOf } from '../../composition/consumers';
import { provideSchedules } from '../../composition/outside/schedules';
import { shopModule } from '../../contexts/shop/shop.module';

/** Queue of what the processes of shop follow -> commands. Written by `npm run template`. */
export const handler = processesOf(shopModule, [provideSchedules]);
