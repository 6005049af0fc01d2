import { INSTANCE, type ProcessStore } from '../../../src/eventsourcing/consuming/process-store';
import type { Sabotage } from '../sabotage';

/** A store in which no instance ever ends. */
export function sabotagedStore(store: ProcessStore, sabotage: Sabotage | undefined): ProcessStore {
  if (sabotage !== 'instances') return store;
  return {
    checkpoints: (process, streams) => store.checkpoints(process, streams),
    write: (step) => store.write(step),
    get: (process, instance, item) =>
      item === INSTANCE ? Promise.resolve({}) : store.get(process, instance, item),
    remove: (process, instance, item) => store.remove(process, instance, item),
    list: (process, instance, prefix) => store.list(process, instance, prefix),
  };
}
