import { filled, labelled, sealed } from '../../../test/support/box/box.events';
import { boxEvents } from '../../../test/support/box/box';
import { all, commitOf, commitsOf } from '../../../test/support/commit-of';
import { consumersOf, MemoryDoorbells, NO_HURRY } from '../../../test/support/memory/memory-consumers';
import { MemoryEventStore } from '../../../test/support/memory/memory-event-store';
import { MemoryProcessStore } from '../../../test/support/memory/memory-process-store';
import { useVirtualTime } from '../../../test/support/virtual-time';
import type { Commit } from '../log/commit';
import { concerns } from './concern';
import type { Consumers } from './consumers';
import type { Process } from './process';
import { ProcessConsumer } from './process-consumer';

const STREAM = 'shop/box#one';
const NAME = 'shop/note-seals';

/** Has nothing to do with labels. */
const noteSeals: Process = {
  name: NAME,
  follows: [boxEvents],
  sends: [],
  on: {
    'shop/box/filled': ({ id, version }, rows) => {
      rows.put(id, `filled at ${version}`);
    },
  },
  react: { 'shop/box/sealed': () => [] },
};

class CountingStore extends MemoryProcessStore {
  /** Calls, whatever they answer. */
  calls = 0;
  failure: Error | undefined;

  override checkpoints(
    process: string,
    streams: readonly string[],
  ): ReturnType<MemoryProcessStore['checkpoints']> {
    this.calls += 1;
    return super.checkpoints(process, streams);
  }

  override write(step: Parameters<MemoryProcessStore['write']>[0]): ReturnType<MemoryProcessStore['write']> {
    this.calls += 1;
    return this.failure ? Promise.reject(this.failure) : super.write(step);
  }
}

/** How many commits were read, other than by the test. */
class CountingLog extends MemoryEventStore {
  commitsRead = 0;

  override async *read(...range: Parameters<MemoryEventStore['read']>): AsyncGenerator<Commit> {
    for await (const commit of super.read(...range)) {
      this.commitsRead += 1;
      yield commit;
    }
  }
}

describe('a process and commits that it has nothing to do with', () => {
  useVirtualTime();
  let log: CountingLog;
  let store: CountingStore;
  let doorbells: MemoryDoorbells;
  let consumers: Consumers;

  beforeEach(() => {
    log = new CountingLog();
    store = new CountingStore();
    doorbells = new MemoryDoorbells();
    const bus = { execute: () => Promise.reject(new Error('It sends nothing.')) };
    consumers = consumersOf([new ProcessConsumer(noteSeals, store, bus)], { log, doorbells });
  });

  async function append(...commits: readonly Commit[]): Promise<void> {
    for (const commit of commits) await log.append(commit);
  }
  async function take(...commits: readonly Commit[]): Promise<void> {
    await expect(consumers.take(commits, NO_HURRY)).resolves.toEqual(new Set());
  }
  const ring = (): Promise<unknown> => consumers.catchUp({ consumer: NAME, stream: STREAM }, NO_HURRY);
  const version = async (): Promise<number | undefined> =>
    (await store.checkpoints(NAME, [STREAM]))[0]?.version;
  const items = async (): Promise<string[]> =>
    (await all(store.list(NAME, 'one', ''))).map(({ item }) => item);

  it('neither reads nor writes for them', async () => {
    const labels = commitsOf(STREAM, 99, labelled('toys'));
    await append(...labels);
    for (const commit of labels) await take(commit);
    await take(...labels);
    expect({ calls: store.calls, reads: log.reads }).toEqual({ calls: 0, reads: 0 });
  });

  it('passes over them with the next commit that it handles', async () => {
    await append(
      commitOf(STREAM, 1, filled('car')),
      commitOf(STREAM, 2, labelled('a'), labelled('b')),
      commitOf(STREAM, 4, labelled('c')),
    );
    const last = commitOf(STREAM, 5, filled('doll'));
    await append(last);
    await take(last);
    await expect(items()).resolves.toEqual(['filled at 1', 'filled at 5']);
    await expect(version()).resolves.toBe(5);
    expect(log.reads).toBe(1);
  });

  it('takes those that come with one that it handles, without the log', async () => {
    const commits = [
      commitOf(STREAM, 1, labelled('a')),
      commitOf(STREAM, 2, filled('car'), labelled('b')),
      commitOf(STREAM, 4, labelled('c')),
    ];
    await append(...commits);
    await take(...commits);
    await expect(version()).resolves.toBe(4);
    expect(log.reads).toBe(0);
  });

  it('reads no more than a hundred commits at once, however many it had nothing to do with', async () => {
    const labels = commitsOf(STREAM, 1_050, labelled('toys'));
    let most = 0;
    for (const commit of [...labels, commitOf(STREAM, 1_051, sealed)]) {
      await append(commit);
      log.commitsRead = 0;
      if (concerns(commit, new Set(['shop/box/sealed']))) await take(commit);
      most = Math.max(most, log.commitsRead);
    }
    expect(most).toBe(100);
    expect(store.writes).toHaveLength(12);
    await expect(version()).resolves.toBe(1_051);
  });

  it('is brought to the end by a doorbell, whatever is there', async () => {
    await append(...commitsOf(STREAM, 3, labelled('toys')));
    await expect(ring()).resolves.toEqual({ from: 0, version: 3, isFinished: true });
    await expect(version()).resolves.toBe(3);
  });

  it('is rung for each failure, also where it was rung and brought forward before', async () => {
    const commits = [
      commitOf(STREAM, 1, filled('car')),
      commitOf(STREAM, 2, labelled('a')),
      commitOf(STREAM, 3, filled('doll')),
      commitOf(STREAM, 4, labelled('b')),
      commitOf(STREAM, 5, filled('top')),
    ];
    await append(...commits.slice(0, 3));
    store.failure = new Error('no disk');
    await take(...commits.slice(0, 1));
    await take(...commits.slice(2, 3));
    expect(doorbells.rung).toHaveLength(1);

    store.failure = undefined;
    await ring();
    await append(...commits.slice(3));
    store.failure = new Error('no disk');
    await take(...commits.slice(3));
    expect(doorbells.rung).toHaveLength(2);
    store.failure = undefined;
    await ring();
    await expect(items()).resolves.toEqual(['filled at 1', 'filled at 3', 'filled at 5']);
  });
});
