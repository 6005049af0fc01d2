import { RecordingLogger } from '../../../../test/support/memory/recording-logger';
import { sealed } from '../../../../test/support/box/box.events';
import { commitOf } from '../../../../test/support/commit-of';
import type { Commit } from '../../log/commit';
import { workThrough } from './batch';

interface TestRecord {
  readonly id: string;
  readonly commit?: Commit | 'broken';
}

const record = (id: string): { id: string; commit: Commit } => ({
  id,
  commit: commitOf('shop/box#1', 1, sealed),
});

describe('workThrough', () => {
  const logger = new RecordingLogger();
  const nothingLeft = (): Promise<ReadonlySet<Commit>> => Promise.resolve(new Set());
  const work = (
    records: TestRecord[],
    finish: Parameters<typeof workThrough>[3],
  ): ReturnType<typeof workThrough> =>
    workThrough(
      records,
      ({ id }) => id,
      ({ commit }) => {
        if (commit === 'broken') throw new TypeError('The message is not a commit.');
        return commit;
      },
      finish,
      logger,
    );

  beforeEach(() => {
    logger.entries.length = 0;
  });

  it('works on the commits in order and has nothing to report when all are finished', async () => {
    const records = [record('a'), record('b')];
    const seen: Commit[] = [];
    const response = await work(records, (commits) => {
      seen.push(...commits);
      return nothingLeft();
    });
    expect(response).toEqual({ batchItemFailures: [] });
    expect(seen).toEqual(records.map(({ commit }) => commit));
  });

  it('names the records of the commits that are unfinished', async () => {
    const records = [record('a'), record('b'), record('c')];
    const response = await work(records, ([, ...unfinished]) => Promise.resolve(new Set(unfinished)));
    expect(response).toEqual({ batchItemFailures: [{ itemIdentifier: 'b' }, { itemIdentifier: 'c' }] });
  });

  it('tells two deliveries of one commit apart', async () => {
    const first = record('a');
    const again = { ...first, id: 'b', commit: { ...first.commit } };
    const response = await work([first, again], ([, second]) => Promise.resolve(new Set(second && [second])));
    expect(response).toEqual({ batchItemFailures: [{ itemIdentifier: 'b' }] });
  });

  it('passes over records that mean nothing', async () => {
    const finish = jest.fn(nothingLeft);
    await expect(work([{ id: 'a' }], finish)).resolves.toEqual({ batchItemFailures: [] });
    expect(finish).toHaveBeenCalledWith([]);
    expect(logger.entries).toEqual([]);
  });

  it('gives back a record that cannot be read, says so, and goes on with the others', async () => {
    const readable = record('b');
    const finish = jest.fn(nothingLeft);
    const response = await work([{ id: 'a', commit: 'broken' }, readable], finish);
    expect(response).toEqual({ batchItemFailures: [{ itemIdentifier: 'a' }] });
    expect(finish).toHaveBeenCalledWith([readable.commit]);
    const fields = { record: 'a', error: new TypeError('The message is not a commit.') };
    expect(logger.entries).toEqual([{ level: 'error', message: 'unreadable record', fields }]);
  });

  it('lets the whole batch come again when the work itself fails', async () => {
    await expect(work([record('a')], () => Promise.reject(new Error('no table')))).rejects.toThrow(
      'no table',
    );
  });
});
