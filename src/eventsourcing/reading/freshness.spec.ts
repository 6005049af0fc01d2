import { useVirtualTime } from '../../../test/support/virtual-time';
import { consistencyOf, readFresh } from './freshness';

describe('consistencyOf', () => {
  it('is asked for by whoever waits for a version, were it 0', () => {
    expect(consistencyOf({ wait: 5, minVersion: 3 })).toEqual({ consistent: true });
    expect(consistencyOf({ wait: 5, minVersion: 0 })).toEqual({ consistent: true });
    expect(consistencyOf({ wait: 5 })).toEqual({ consistent: false });
  });
});

describe('readFresh', () => {
  const time = useVirtualTime();
  const waited = (): number => time.pauses.reduce((sum, pause) => sum + pause, 0);

  /** A row that has these versions, one look after the other; the last one for ever. */
  const row = (...versions: (number | undefined)[]): jest.Mock<Promise<{ version: number } | undefined>> => {
    const read = jest.fn(() => {
      const version = versions.length > 1 ? versions.shift() : versions[0];
      return Promise.resolve(version === undefined ? undefined : { version });
    });
    return read;
  };

  it.each([[undefined], [0], [3]])('looks once for any version (minVersion %p)', async (minVersion) => {
    const read = row(3);
    await expect(
      readFresh(read, { wait: 5, ...(minVersion !== undefined && { minVersion }) }),
    ).resolves.toEqual({
      version: 3,
    });
    expect(read).toHaveBeenCalledTimes(1);
    expect(time.pauses).toEqual([]);
  });

  it('answers with nothing at once when there is no row and no version is asked for', async () => {
    await expect(readFresh(row(undefined), { wait: 5 })).resolves.toBeUndefined();
    expect(time.pauses).toEqual([]);
  });

  it('looks again until the row is there and new enough', async () => {
    const read = row(undefined, 1, 2, 4);
    await expect(readFresh(read, { minVersion: 3, wait: 5 })).resolves.toEqual({ version: 4 });
    expect(read).toHaveBeenCalledTimes(4);
  });

  it('looks often at first, then ever less, and at least four times a second', async () => {
    await expect(readFresh(row(1), { minVersion: 2, wait: 3 })).rejects.toThrow();
    expect(time.pauses.slice(0, 3)).toEqual([10, 14, expect.closeTo(19.6)]);
    expect(Math.max(...time.pauses)).toBe(250);
    expect(time.pauses).toEqual(time.pauses.toSorted((a, b) => a - b));
  });

  it.each([0, 0.005, 1, 20])('gives up after %d s, never later', async (wait) => {
    await expect(readFresh(row(1), { minVersion: 2, wait })).rejects.toMatchObject({
      kind: 'timeout',
      code: 'not-readable-yet',
      message: 'Version 2 is not readable yet; try again, or wait longer.',
      retryAfter: 1,
    });
    expect(waited()).toBeLessThanOrEqual(wait * 1000);
    expect(waited()).toBeGreaterThanOrEqual(wait * 1000 - 250);
  });

  it('gives up on a row that never comes', async () => {
    await expect(readFresh(row(undefined), { minVersion: 1, wait: 0.1 })).rejects.toMatchObject({
      kind: 'timeout',
    });
  });

  it('passes on that the row cannot be read', async () => {
    const read = (): Promise<undefined> => Promise.reject(new Error('no such table'));
    await expect(readFresh(read, { minVersion: 1, wait: 1 })).rejects.toThrow('no such table');
  });
});
