import type { ProcessStore } from '../../../src/eventsourcing/consuming/process-store';
import type { ProjectionStore } from '../../../src/eventsourcing/consuming/projection-store';
import type { Life, World } from '../world';

/** The read tables, as one caller has them. */
export function projectionStoreOf(world: World, caller: Life, store: ProjectionStore): ProjectionStore {
  return {
    rows: (table, ids) => world.call(caller, 'tables', () => store.rows(table, ids)),
    write: (step) =>
      world.call(caller, 'tables', async () => {
        const outcome = await store.write(step);
        world.tell(`row ${step.row.id} of ${step.table.name}, version ${step.row.version}: ${outcome}`);
        return outcome;
      }),
  };
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
