import { useVirtualTime } from '../../../test/support/virtual-time';
import { attempts, whilePatient } from './attempts';

describe(attempts, () => {
  const time = useVirtualTime();

  beforeEach(() => {
    jest.spyOn(Math, 'random').mockReturnValue(1);
  });

  /** Makes all attempts, each of which takes so many milliseconds. @returns their number */
  const makeAll = async (milliseconds: number): Promise<number> => {
    let count = 0;
    for await (const attempt of attempts(whilePatient())) {
      expect(attempt).toBe(count);
      count += 1;
      time.pass(milliseconds);
    }
    return count;
  };

  it('are 12, with pauses that double from a few milliseconds to a few seconds', async () => {
    await expect(makeAll(2)).resolves.toBe(12);
    expect(time.pauses).toEqual([10, 20, 40, 80, 160, 320, 640, 1_280, 2_560, 5_120, 6_000]);
  });

  it('are as far apart as they are slow', async () => {
    await makeAll(100);
    expect(time.pauses.slice(0, 6)).toEqual([100, 200, 400, 800, 1_600, 3_200]);
  });

  it('end after some seconds, however few there were', async () => {
    await expect(makeAll(4_000)).resolves.toBe(3);
  });

  it('are spread at random', async () => {
    jest.mocked(Math.random).mockReturnValue(0.5);
    await makeAll(2);
    expect(time.pauses.slice(0, 3)).toEqual([5, 10, 20]);
  });

  it('do not go on when one has succeeded', async () => {
    for await (const attempt of attempts(whilePatient())) if (attempt === 1) break;
    expect(time.pauses).toHaveLength(1);
  });
});
