import type { Commit } from '../../src/eventsourcing/log/commit';
import { filled, labelled } from '../../test/support/box/box.events';
import { boxesTable } from '../../test/support/box/box.projection';
import { commitOf } from '../../test/support/commit-of';
import { MemoryEventStore } from '../../test/support/memory/memory-event-store';
import { Catalogue, type ConsumerEntry } from './catalogue';
import { Progress } from './progress';
import { consumerTable } from './report';
import { survey, type ConsumerLine } from './survey';

const NEW = 'shop/box#new';
const OLD = 'shop/box#old';
const at = (committedAt: string, commit: Commit): Commit => ({ ...commit, committedAt });

const progress = new Progress('streams', { write: () => true });
const signal = new AbortController().signal;

/** A consumer that stands at these versions, and whose row of `outdated` an older revision wrote. */
function entry(name: string, versions: Readonly<Record<string, number>>, outdated?: string): ConsumerEntry {
  return {
    ...{ name, kind: 'projection', function: 'ShopProjector', follows: ['shop/box'] },
    kept: { table: boxesTable, revision: 2, streamOf: () => undefined },
    checkpoints: (streams) =>
      Promise.resolve(
        streams.map((stream) => ({
          stream,
          version: versions[stream] ?? 0,
          isOutdated: stream === outdated,
        })),
      ),
  };
}

describe('survey', () => {
  let log: MemoryEventStore;

  beforeEach(async () => {
    log = new MemoryEventStore();
    await log.append(at('2026-11-25T10:00:00.000Z', commitOf(OLD, 1, labelled('a'), labelled('b'))));
    await log.append(at('2026-11-25T10:01:00.000Z', commitOf(OLD, 3, labelled('c'))));
    await log.append(at('2026-11-25T10:02:00.000Z', commitOf(NEW, 1, labelled('a'))));
  });

  const linesOf = (...consumers: readonly ConsumerEntry[]): Promise<ConsumerLine[]> => {
    const { directory } = log.ports;
    const parts = { catalogue: new Catalogue(consumers), log, directory, progress };
    return survey(parts, { rate: 10_000, signal });
  };

  it('counts what each consumer has not taken yet', async () => {
    const lines = await linesOf(
      entry('shop/done', { [OLD]: 3, [NEW]: 1 }),
      entry('shop/behind', { [OLD]: 2, [NEW]: 1 }),
      entry('shop/changed', { [OLD]: 0, [NEW]: 1 }, OLD),
      entry('shop/new', {}),
    );
    expect(consumerTable(lines, Date.parse('2026-11-25T10:03:00.000Z'))).toEqual([
      'consumer      kind        revision  streams  behind  events behind  oldest  of older revisions',
      'shop/done     projection         2        2       0              0  -                        0',
      'shop/behind   projection         2        2       1              1  2 min                    0',
      'shop/changed  projection         2        2       1              3  3 min                    1',
      'shop/new      projection         2        2       2              4  3 min                    0',
    ]);
  });

  it('takes a consumer for behind by what it does something with alone', async () => {
    await log.append(at('2026-11-25T10:02:30.000Z', commitOf(NEW, 2, filled('car'))));
    await log.append(at('2026-11-25T10:02:45.000Z', commitOf(NEW, 3, labelled('b'))));
    const handles = new Set(['shop/box/filled']);
    const lines = await linesOf(
      { ...entry('shop/fills', {}), handles },
      { ...entry('shop/seals', {}), handles: new Set(['shop/box/sealed']) },
      { ...entry('shop/filled', { [NEW]: 2 }), handles },
    );
    expect(lines).toMatchObject([
      { streams: 2, streamsBehind: 1, eventsBehind: 2, oldest: '2026-11-25T10:02:30.000Z' },
      { streams: 2, streamsBehind: 0, eventsBehind: 0 },
      { streams: 2, streamsBehind: 0, eventsBehind: 0 },
    ]);
  });

  it('knows no stream of a type that there is none of', async () => {
    const [line] = await linesOf({ ...entry('shop/labels', {}), follows: ['shop/label'] });
    expect(line).toMatchObject({ streams: 0, streamsBehind: 0, eventsBehind: 0, outdated: 0 });
  });

  it('ends when it is told to', async () => {
    const parts = {
      catalogue: new Catalogue([entry('shop/new', {})]),
      log,
      directory: log.ports.directory,
      progress,
    };
    const options = { rate: 1, signal: AbortSignal.abort(new Error('Interrupted')) };
    await expect(survey(parts, options)).rejects.toThrow('Interrupted');
  });
});
