import { castore } from './castore';
import type { Contestant } from './contestant';
import type { Database } from './database';
import { equinox } from './equinox';
import { eventStoreAdapter } from './event-store-adapter';

/**
 * The size of the newest item of a stream is what equinox-js costs, as each append is billed for all of it. Its default
 * of 32 KB suits few commands; this number of events is the cheapest for this workload, found by trying 1 to 24.
 */
const CHEAPEST_TIP = { maxEvents: 6 };

export async function peers(database: Database): Promise<readonly Contestant[]> {
  return [
    await castore(database),
    await eventStoreAdapter(database),
    await equinox(database, {
      name: 'equinox-js, cold',
      tableName: 'equinox-cold',
      isWarm: false,
      tip: {},
    }),
    await equinox(database, {
      name: 'equinox-js, warm',
      tableName: 'equinox-warm',
      isWarm: true,
      tip: {},
    }),
    await equinox(database, {
      name: 'equinox-js, small tip, cold',
      tableName: 'equinox-small-cold',
      isWarm: false,
      tip: CHEAPEST_TIP,
    }),
    await equinox(database, {
      name: 'equinox-js, small tip, warm',
      tableName: 'equinox-small-warm',
      isWarm: true,
      tip: CHEAPEST_TIP,
    }),
  ];
}
