import type { Commit } from '../../../src/eventsourcing/log/commit';
import type { ReadRange } from '../../../src/eventsourcing/log/event-log';
import type {
  AppendOptions,
  AppendResult,
  EventStore,
  LoadedStream,
  WritingPorts,
} from '../../../src/eventsourcing/writing/event-store';
import { MemoryEventStore } from '../../support/memory/memory-event-store';
import type { Life, World } from '../world';
import type { ChangeStream } from './change-stream';

/** Commits in one page of a read. */
const PAGE = 4;

/** The log that all share, and what is told of each commit that it gets. */
export class SimulatedLog {
  readonly store = new MemoryEventStore();
  private readonly told = new Set<string>();

  constructor(
    private readonly world: World,
    private readonly changes: ChangeStream,
  ) {}

  /** As one caller has it. */
  portsOf(caller: Life): WritingPorts {
    const { records, directory } = this.store.ports;
    const events: EventStore = {
      append: (commit, alongside) => this.append(caller, commit, alongside),
      load: (stream, fold, known) => this.load(caller, stream, fold, known),
      read: (stream, range) => this.read(caller, stream, range),
    };
    return {
      events,
      records: {
        find: (actor, key) => this.world.call(caller, 'log', () => records.find(actor, key)),
        keep: (record) => this.world.call(caller, 'log', () => records.keep(record)),
      },
      directory,
    };
  }

  private append(caller: Life, commit: Commit, alongside: AppendOptions = {}): Promise<AppendResult> {
    return this.world.call(caller, 'log', async (): Promise<AppendResult> => {
      const isTransaction = alongside.record !== undefined || alongside.uniqueValues !== undefined;
      if (isTransaction && this.world.faults.strikes('contention')) {
        return { outcome: 'busy', inProgress: false };
      }
      const result = await this.store.append(commit, alongside);
      if (result.outcome === 'appended' && !this.told.has(commit.commitId)) {
        this.told.add(commit.commitId);
        const events = commit.events.map(({ type }) => type).join(', ');
        this.world.tell(`${commit.stream} has version ${commit.version}: ${events}, by ${commit.actor}`);
        this.changes.inserted(commit);
      }
      return result;
    });
  }

  private load(caller: Life, stream: string, fold: string, known?: number): Promise<LoadedStream> {
    return this.world.call(caller, 'log', () => this.store.load(stream, fold, known));
  }

  /** Page by page, each of them a call. */
  private async *read(caller: Life, stream: string, range: ReadRange = {}): AsyncGenerator<Commit> {
    let { from = 1 } = range;
    for (;;) {
      const page = await this.world.call(caller, 'log', async () => {
        const commits: Commit[] = [];
        for await (const commit of this.store.read(stream, { ...range, from })) {
          commits.push(commit);
          if (commits.length === PAGE) break;
        }
        return commits;
      });
      yield* page;
      const last = page.at(-1);
      if (!last || page.length < PAGE) return;
      from = last.version + 1;
    }
  }
}
