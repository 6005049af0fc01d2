import fc from 'fast-check';
import { DynamoEventStore } from '../../src/aws/dynamo-event-store';
import type { TableNames } from '../../src/aws/table-names';
import { versionAfter, type Commit } from '../../src/eventsourcing/log/commit';
import type { StoreMark } from '../../src/eventsourcing/writing/remembered-state';
import type { EventStore } from '../../src/eventsourcing/writing/event-store';
import { MemoryEventStore } from '../support/memory/memory-event-store';
import { Box } from '../support/box/box';
import { all, commitOf, newStream } from '../support/commit-of';
import { DynamoUnderTest } from '../support/dynamo-under-test';
import { histories } from './histories';

let dynamo: DynamoUnderTest;
let tables: TableNames;

beforeAll(async () => {
  dynamo = await DynamoUnderTest.start();
  tables = await dynamo.newLog();
});

afterAll(async () => {
  await dynamo.stop();
});

/** Writes a history as commands do, each commit with a snapshot on offer by a fold of the revision that is then in use. */
async function write(
  store: EventStore,
  stream: string,
  history: readonly Commit['events'][],
  revisions: readonly number[],
): Promise<{ commits: Commit[]; boxes: Box[] }> {
  const commits: Commit[] = [];
  const boxes: Box[] = [new Box('one')];
  let mark: StoreMark | undefined;
  for (const [index, events] of history.entries()) {
    const box = new Box('one');
    box.restore((boxes.at(-1) ?? box).loaded);
    const commit = commitOf(stream, box.version + 1, ...events);
    for (const event of events) box.hydrate(event);
    const revision = revisions[index % revisions.length] ?? 1;
    const snapshot = { state: JSON.stringify(box.state), fold: String(revision), mark };
    const result = await store.append(commit, { snapshot });
    if (result.outcome !== 'appended') throw new Error(`Version ${commit.version} was not free.`);
    ({ mark } = result);
    commits.push(commit);
    boxes.push(box);
  }
  return { commits, boxes };
}

/** Folds what a stream is loaded as. @param known where the reader is */
async function fold(store: EventStore, stream: string, revision: number, known: Box): Promise<Box> {
  const box = new Box('one');
  box.restore(known.loaded);
  const { snapshot, commits } = await store.load(stream, String(revision), known.version);
  if (snapshot) {
    box.restore({ state: JSON.parse(snapshot.state) as Box['state'], version: snapshot.version });
  }
  for await (const { version, events } of commits) {
    expect(version).toBe(box.version + 1);
    for (const event of events) box.hydrate(event);
  }
  return box;
}

describe.each([
  ['memory', (): EventStore => new MemoryEventStore(), 300],
  ['DynamoDB', (): EventStore => new DynamoEventStore(dynamo.client, tables), 60],
])('any history in %s', (_, makeStore, numRuns) => {
  const revisions = fc.oneof(
    fc.constant([1]),
    fc.array(fc.integer({ min: 1, max: 2 }), { minLength: 1, maxLength: 20 }),
  );

  it('comes back as it went in', async () => {
    await fc.assert(
      fc.asyncProperty(histories, async (history) => {
        const [store, stream] = [makeStore(), newStream()];
        const { commits } = await write(store, stream, history, [1]);
        await expect(all(store.read(stream))).resolves.toEqual(commits);
        await expect(all(store.read(stream, { order: 'newest-first', expected: 3 }))).resolves.toEqual(
          commits.toReversed(),
        );
      }),
      { numRuns },
    );
  });

  it('leads to the same state from a snapshot as from the start, for whoever knows whatever part', async () => {
    await fc.assert(
      fc.asyncProperty(histories, revisions, fc.nat(), async (history, used, place) => {
        const [store, stream] = [makeStore(), newStream()];
        const { commits, boxes } = await write(store, stream, history, used);
        const [newest, start] = [boxes.at(-1), boxes[0]];
        const known = boxes[place % boxes.length];
        if (!newest || !start || !known) throw new Error('A history has a beginning and an end.');
        for (const revision of [1, 2, 3]) {
          for (const from of [start, known, newest]) {
            const box = await fold(store, stream, revision, from);
            expect(box.version).toBe(commits.reduce((_before, commit) => versionAfter(commit), 0));
            expect(box.state).toEqual(newest.state);
          }
        }
      }),
      { numRuns },
    );
  });
});
