import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import type { TableNames } from '../../src/aws/table-names';
import { versionAfter } from '../../src/eventsourcing/log/commit';
import { Repository } from '../../src/eventsourcing/writing/repository';
import type { AggregateVersion } from '../../src/kernel/command';
import { DomainError } from '../../src/kernel/domain-error';
import { Box, boxUniqueValues } from '../support/box/box';
import { all, context } from '../support/commit-of';
import { dynamoPorts } from '../support/dynamo-ports';
import { DynamoUnderTest } from '../support/dynamo-under-test';

let dynamo: DynamoUnderTest;
let tables: TableNames;

beforeAll(async () => {
  dynamo = await DynamoUnderTest.start();
  tables = await dynamo.newLog();
});

afterAll(async () => {
  await dynamo.stop();
});

interface Task {
  /** Which process does it: each has a cache of its own. */
  readonly writer: number;
  readonly box: number;
  readonly action: 'fill' | 'label';
  readonly label: string;
  /** Sent twice at once, under a key. */
  readonly isRepeated: boolean;
}

const tasks = fc.array(
  fc.record({
    writer: fc.nat({ max: 3 }),
    box: fc.nat({ max: 1 }),
    action: fc.constantFrom('fill', 'label'),
    label: fc.constantFrom('toys', 'books', 'tools'),
    isRepeated: fc.boolean(),
  }),
  { minLength: 1, maxLength: 16 },
);

// Ten seconds on a machine that does nothing else; one that is busy takes several times as long.
describe('Rival writers of the same streams', () => {
  it('get one winner for each version, no holes, and nothing lost that was acknowledged', async () => {
    await fc.assert(
      fc.asyncProperty(tasks, async (list) => {
        const ports = dynamoPorts(dynamo.client, tables);
        const writers = Array.from({ length: 4 }, () => new Repository(Box, boxUniqueValues, ports));
        const ids = [randomUUID(), randomUUID()];
        const suffix = randomUUID().slice(0, 8);
        const perform = async (
          task: Task,
          item: string,
          key: string,
        ): Promise<AggregateVersion | undefined> => {
          const idempotency = { key, fingerprint: item };
          const [writer, id] = [writers[task.writer], ids[task.box]];
          if (!writer || !id) throw new Error('No such writer or box.');
          const asked = { ...context, causationId: randomUUID(), ...(task.isRepeated && { idempotency }) };
          const done = writer.change(id, asked, (box) => {
            if (task.action === 'label') box.label(`${task.label} ${suffix}`);
            else box.fill(item);
          });
          return done.catch((error: unknown) => {
            // Taken labels, and too many at once, are refusals that a client is told of.
            if (error instanceof DomainError && ['conflict', 'unavailable'].includes(error.kind))
              return undefined;
            throw error;
          });
        };

        const answers = await Promise.all(
          list.map(async (task) => {
            const [item, key] = [randomUUID(), randomUUID()];
            const times = task.isRepeated ? 2 : 1;
            const answered = await Promise.all(Array.from({ length: times }, () => perform(task, item, key)));
            return { task, item, answered: answered.filter((answer) => answer !== undefined) };
          }),
        );

        for (const id of ids) {
          const commits = await all(ports.events.read(`shop/box#${id}`));
          let next = 1;
          for (const commit of commits) {
            expect(commit.version).toBe(next);
            next = versionAfter(commit) + 1;
          }
          const items = commits
            .flatMap(({ events }) => events)
            .flatMap(({ data }) => ('items' in data ? data.items : []));
          const acknowledged = answers.filter(
            ({ task, answered }) => ids[task.box] === id && task.action === 'fill' && answered.length > 0,
          );
          // Each once, although half of them were sent twice; one that nobody was told of may be there as well.
          expect(items).toEqual([...new Set(items)]);
          expect(items).toEqual(expect.arrayContaining(acknowledged.map(({ item }) => item)));
          for (const { answered } of acknowledged)
            expect(new Set(answered.map(({ version }) => version)).size).toBe(1);

          const found = await Promise.all(writers.map((writer) => writer.findOne(id)));
          const replayed = writers[0]?.hydrate(
            id,
            commits.flatMap(({ events }) => events),
          );
          for (const box of found) {
            expect(box?.version ?? 0).toBe(replayed?.version);
            if (box) expect(box.state).toEqual(replayed?.state);
          }
        }
        const labels = await Promise.all(ids.map(async (id) => (await writers[0]?.findOne(id))?.state.label));
        const given = labels.filter((label) => label !== undefined && label !== '');
        expect(new Set(given).size).toBe(given.length);
      }),
      { numRuns: 60 },
    );
  }, 120_000);
});
