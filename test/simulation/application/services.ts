import type { CatchUpQueue } from '../../../src/eventsourcing/consuming/catch-up/catch-up-queue';
import type { ParkedDoorbell, ParkedText } from '../../../src/eventsourcing/consuming/catch-up/doorbell';
import type { ProjectionStore } from '../../../src/eventsourcing/consuming/projection-store';
import type { TallyStore } from '../../../src/eventsourcing/consuming/tally-store';
import { MemoryProcessStore } from '../../support/memory/memory-process-store';
import { MemoryProjectionStore } from '../../support/memory/memory-projection-store';
import { MemoryTallyStore } from '../../support/memory/memory-tally-store';
import { MemoryTables } from '../../support/memory/memory-tables';
import type { Sabotage } from '../sabotage';
import { ChangeStream } from '../services/change-stream';
import { DoorbellQueue } from '../services/doorbell-queue';
import { EventStream } from '../services/event-stream';
import { FifoQueue } from '../services/fifo-queue';
import { Scheduler } from '../services/scheduler';
import { SimulatedLog } from '../services/simulated-log';
import { StandardQueue } from '../services/standard-queue';
import type { Life, World } from '../world';

/** As in template.yaml; the look-ahead is 120,000 there, which no simulation fills. */
const FIFO = { visibility: 54, maxReceives: 5, lookAhead: 40 };
const DOORBELLS = { visibility: 450, maxReceives: 1_000 };

/** All that keeps something, shared by all who call it. */
export class Services {
  readonly changes: ChangeStream;
  readonly log: SimulatedLog;
  readonly stream: EventStream;
  readonly tables = new MemoryTables();
  readonly rows: ProjectionStore;
  readonly sums: TallyStore;
  readonly processes = new MemoryProcessStore();
  readonly doorbells: StandardQueue;
  readonly scheduler: Scheduler;
  readonly parked: (ParkedDoorbell | ParkedText)[] = [];
  private readonly queuesByName = new Map<string, FifoQueue>();

  constructor(
    readonly world: World,
    readonly sabotage: Sabotage | undefined,
  ) {
    this.changes = new ChangeStream(world);
    this.log = new SimulatedLog(world, this.changes);
    this.stream = new EventStream(world);
    this.doorbells = new StandardQueue(world, DOORBELLS);
    this.scheduler = new Scheduler(world);
    const rows = new MemoryProjectionStore(this.tables);
    this.rows = sabotage === 'conditions' ? unconditional(rows) : rows;
    const sums = new MemoryTallyStore(this.tables);
    this.sums = sabotage === 'shares' ? uncounted(sums) : sums;
  }

  /** By name; made when it is first asked for. */
  queue(name: string): FifoQueue {
    const queue = this.queuesByName.get(name) ?? new FifoQueue(this.world.time, FIFO);
    this.queuesByName.set(name, queue);
    return queue;
  }

  get queues(): ReadonlyMap<string, FifoQueue> {
    return this.queuesByName;
  }

  doorbellsOf(caller: Life): CatchUpQueue {
    return new DoorbellQueue(this.world, caller, this.doorbells, this.parked);
  }
}

/** Writes under the condition that holds. */
function unconditional(store: ProjectionStore): ProjectionStore {
  return {
    rows: (table, ids, consistency) => store.rows(table, ids, consistency),
    write: async ({ table, row, revision, details }) => {
      const stored = (await store.rows(table, [row.id], { consistent: true })).get(row.id);
      const basedOn = stored && { version: stored.row.version, revision: stored.revision };
      return store.write({ table, row, revision, details, ...(basedOn && { basedOn }) });
    },
  };
}

/** Writes a share under the condition that holds, and changes the sums all the same. */
function uncounted(store: TallyStore): TallyStore {
  return {
    shares: (table, ids) => store.shares(table, ids),
    write: async ({ table, id, share, changes }) => {
      const writes = ((await store.shares(table, [id])).get(id)?.writes ?? 0) + 1;
      return store.write({ table, id, share: { ...share, writes }, changes });
    },
  };
}
