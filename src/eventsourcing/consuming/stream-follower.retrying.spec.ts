import { PassingError } from '../../../test/support/memory/memory-consumers';
import { useVirtualTime } from '../../../test/support/virtual-time';
import { retrying } from './stream-follower';

const passes = (error: unknown): boolean => error instanceof PassingError;

describe('retrying', () => {
  const time = useVirtualTime();

  it('does what works once', async () => {
    const attempt = jest.fn(() => Promise.resolve('done'));
    await expect(retrying(attempt, passes, Infinity)).resolves.toBe('done');
    expect(attempt).toHaveBeenCalledTimes(1);
  });

  it('does again what fails for a moment, after pauses that grow and are spread at random', async () => {
    jest.spyOn(Math, 'random').mockReturnValue(0.5);
    let left = 8;
    const attempt = (): Promise<string> =>
      left-- > 0 ? Promise.reject(new PassingError()) : Promise.resolve('done');
    await expect(retrying(attempt, passes, Infinity)).resolves.toBe('done');
    expect(time.pauses).toEqual([5, 10, 20, 40, 80, 160, 200, 200]);
  });

  it('does nothing again that will not pass', async () => {
    const attempt = jest.fn(() => Promise.reject(new Error('no')));
    await expect(retrying(attempt, passes, Infinity)).rejects.toThrow('no');
    expect(attempt).toHaveBeenCalledTimes(1);
  });

  it.each([
    ['two seconds', Infinity, 2_000],
    ['the end of the invocation', 300, 300],
  ])('throws what the last attempt threw after %s', async (_, left, most) => {
    const start = Date.now();
    const attempt = (): Promise<never> => Promise.reject(new PassingError('busy'));
    await expect(retrying(attempt, passes, start + left)).rejects.toThrow('busy');
    expect(Date.now() - start).toBeLessThanOrEqual(most);
    expect(time.pauses.length).toBeGreaterThan(2);
  });
});
