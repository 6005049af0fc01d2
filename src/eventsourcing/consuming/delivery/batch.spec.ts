import { sealed } from '../../../../test/support/box/box.events';
import { commitOf } from '../../../../test/support/commit-of';
import { RecordingLogger } from '../../../../test/support/memory/recording-logger';
import type { Commit } from '../../log/commit';
import { workThrough, type BatchResponse, type BatchWork } from './batch';

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
  const broken = new TypeError('The message is not a commit.');
  const nothingLeft = (): Promise<ReadonlySet<Commit>> => Promise.resolve(new Set());
  const workOn = (
    records: readonly TestRecord[],
    work: BatchWork<TestRecord, Commit>['work'],
    park?: BatchWork<TestRecord, Commit>['park'],
  ): Promise<BatchResponse> =>
    workThrough(records, {
      identifierOf: ({ id }) => id,
      read: ({ commit }) => {
        if (commit === 'broken') throw broken;
        return commit;
      },
      work,
      park,
      logger,
    });

  beforeEach(() => {
    logger.entries.length = 0;
  });

  it('works on the commits in order and has nothing to report when all are finished', async () => {
    const records = [record('a'), record('b')];
    const seen: Commit[] = [];
    const response = await workOn(records, (commits) => {
      seen.push(...commits);
      return nothingLeft();
    });
    expect(response).toEqual({ batchItemFailures: [] });
    expect(seen).toEqual(records.map(({ commit }) => commit));
  });

  it('names the records of the commits that are unfinished', async () => {
    const records = [record('a'), record('b'), record('c')];
    const response = await workOn(records, ([, ...unfinished]) => Promise.resolve(new Set(unfinished)));
    expect(response).toEqual({ batchItemFailures: [{ itemIdentifier: 'b' }, { itemIdentifier: 'c' }] });
  });

  it('tells two deliveries of one commit apart', async () => {
    const first = record('a');
    const again = { ...first, id: 'b', commit: { ...first.commit } };
    const response = await workOn([first, again], ([, second]) =>
      Promise.resolve(new Set(second && [second])),
    );
    expect(response).toEqual({ batchItemFailures: [{ itemIdentifier: 'b' }] });
  });

  it('passes over records that mean nothing', async () => {
    const work = jest.fn(nothingLeft);
    await expect(workOn([{ id: 'a' }], work)).resolves.toEqual({ batchItemFailures: [] });
    expect(work).toHaveBeenCalledWith([]);
    expect(logger.entries).toEqual([]);
  });

  describe('with a record that cannot be read', () => {
    const unreadable: TestRecord = { id: 'a', commit: 'broken' };
    const saysSo = { level: 'error', message: 'unreadable record', fields: { record: 'a', error: broken } };

    it('parks it with the reason, says so, and goes on with the others', async () => {
      const parked: unknown[] = [];
      const readable = record('b');
      const work = jest.fn(nothingLeft);
      const response = await workOn([unreadable, readable], work, (...parking) => {
        parked.push(parking);
        return Promise.resolve();
      });
      expect(response).toEqual({ batchItemFailures: [] });
      expect(parked).toEqual([[unreadable, 'TypeError: The message is not a commit.']]);
      expect(work).toHaveBeenCalledWith([readable.commit]);
      expect(logger.entries).toEqual([saysSo]);
    });

    it('gives it back when it cannot be parked', async () => {
      const full = new Error('no queue');
      const work = jest.fn(nothingLeft);
      const response = await workOn([unreadable], work, () => Promise.reject(full));
      expect(response).toEqual({ batchItemFailures: [{ itemIdentifier: 'a' }] });
      expect(work).toHaveBeenCalledTimes(1);
      const notParked = { record: 'a', error: full };
      expect(logger.entries).toEqual([
        saysSo,
        { level: 'error', message: 'record not parked', fields: notParked },
      ]);
    });

    it('gives it back when there is no place to park it', async () => {
      const response = await workOn([unreadable], nothingLeft);
      expect(response).toEqual({ batchItemFailures: [{ itemIdentifier: 'a' }] });
      expect(logger.entries).toEqual([saysSo]);
    });
  });

  it('lets the whole batch come again when the work itself fails', async () => {
    await expect(workOn([record('a')], () => Promise.reject(new Error('no table')))).rejects.toThrow(
      'no table',
    );
  });
});
