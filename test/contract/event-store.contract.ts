import type { EventStore } from '../../src/eventsourcing/log/event-store';
import { answersContract } from './event-store/idempotency';
import { uniqueValuesContract } from './event-store/unique-values';
import { EventStoreKit } from './event-store/kit';
import { lockingContract } from './event-store/locking';
import { readingContract } from './event-store/reading';
import { snapshotsContract } from './event-store/snapshots';
import { streamsContract } from './event-store/streams';

/**
 * What every event store does, as tests. Call it in a spec of your own adapter:
 *
 * @example eventStoreContract('PostgreSQL', () => new PostgresEventStore(pool));
 *
 * @param makeStore may give the same one each time: streams, values and keys are new in each test
 */
export function eventStoreContract(name: string, makeStore: () => EventStore): void {
  describe(`${name} as an event store`, () => {
    const kit = new EventStoreKit(makeStore);
    beforeEach(() => {
      kit.renew();
    });

    readingContract(kit);
    lockingContract(kit);
    snapshotsContract(kit);
    uniqueValuesContract(kit);
    answersContract(kit);
    streamsContract(kit);
  });
}
