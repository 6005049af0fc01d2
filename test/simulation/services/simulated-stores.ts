import type { ProcessStore } from '../../../src/eventsourcing/consuming/process-store';
import type { ProjectionStore, StoredRow } from '../../../src/eventsourcing/consuming/projection-store';
import type { TallyStore } from '../../../src/eventsourcing/consuming/tally-store';
import type { Table } from '../../../src/eventsourcing/reading/table';
import type { Life, World } from '../world';

/** How often a read without consistency shows a row as it was before its last write. */
const BEHIND = 0.3;

/** Rows as they were before their last write, by table and id; one for all who share a store. */
const pasts = new WeakMap<ProjectionStore, Map<string, StoredRow | undefined>>();

/** The read tables, as one caller has them. */
export function projectionStoreOf(world: World, caller: Life, store: ProjectionStore): ProjectionStore {
  const past = pasts.get(store) ?? new Map<string, StoredRow | undefined>();
  pasts.set(store, past);
  return {
    rows: (table, ids, { consistent = false }) =>
      world.call(caller, 'tables', async () => {
        const rows = new Map(await store.rows(table, ids, { consistent: true }));
        for (const id of consistent ? [] : ids) {
          const place = placeOf(table, id);
          if (!past.has(place) || !world.random.chance(BEHIND)) continue;
          const before = past.get(place);
          if (before) rows.set(id, before);
          else rows.delete(id);
        }
        return rows;
      }),
    write: (step) =>
      world.call(caller, 'tables', async () => {
        const { table, row } = step;
        const before = await store.rows(table, [row.id], { consistent: true });
        const outcome = await store.write(step);
        if (outcome === 'written') past.set(placeOf(table, row.id), before.get(row.id));
        world.tell(`row ${row.id} of ${table.name}, version ${row.version}: ${outcome}`);
        return outcome;
      }),
  };
}

/** The tables of tallies, as one caller has them. */
export function tallyStoreOf(world: World, caller: Life, store: TallyStore): TallyStore {
  return {
    shares: (table, ids) => world.call(caller, 'tables', () => store.shares(table, ids)),
    write: (step) =>
      world.call(caller, 'tables', async () => {
        const outcome = await store.write(step);
        world.tell(`share of ${step.id} in ${step.table.name}, version ${step.share.version}: ${outcome}`);
        return outcome;
      }),
  };
}

function placeOf({ name }: Table, id: string): string {
  return `${name} ${id}`;
}

/** The table of processes, as one caller has it. */
export function processStoreOf(world: World, caller: Life, store: ProcessStore): ProcessStore {
  return {
    checkpoints: (process, streams) =>
      world.call(caller, 'processes', () => store.checkpoints(process, streams)),
    write: (step) => world.call(caller, 'processes', () => store.write(step)),
    get: (process, instance, item) =>
      world.call(caller, 'processes', () => store.get(process, instance, item)),
    remove: (process, instance, item) =>
      world.call(caller, 'processes', () => store.remove(process, instance, item)),
    async *list(process, instance, prefix) {
      await world.call(caller, 'processes', () => undefined);
      yield* store.list(process, instance, prefix);
    },
  };
}
