import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { placesIn, placesOf } from '../../../local/mappings/places';
import type { Runtime } from '../../../local/runtime';
import { conditionOf } from '../../support/local/eventually';

/**
 * Waits until nothing of the log is delivered again after a stop. Rows are readable before the place behind their commits is
 * written down, and what is not written down comes again.
 *
 * @param commits that were made since the runtime was started
 */
export async function placesWritten({ mappings }: Runtime, dataDir: string, commits: number): Promise<void> {
  await conditionOf(
    'places written down',
    async () => {
      const read = mappings.flatMap((mapping) => mapping.status().shards ?? []);
      const places = await placesIn(join(dataDir, 'places.json'));
      return read.some(({ records }) => records >= commits) && isDeepStrictEqual(places, placesOf(mappings));
    },
    20_000,
  );
}
