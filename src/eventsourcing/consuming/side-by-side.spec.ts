import { sideBySide } from './side-by-side';

describe('sideBySide', () => {
  it('works on everything', async () => {
    const done: number[] = [];
    await sideBySide([1, 2, 3], 2, async (item) => {
      await Promise.resolve();
      done.push(item);
    });
    expect(done).toEqual([1, 2, 3]);
  });

  it('begins nothing after a failure, waits for what was begun and throws the first', async () => {
    const begun: number[] = [];
    const ended: number[] = [];
    const work = async (item: number): Promise<void> => {
      begun.push(item);
      for (let wait = 0; wait < 5 * item; wait += 1) await Promise.resolve();
      ended.push(item);
      if (item < 3) throw new Error(`no ${item}`);
    };
    await expect(sideBySide([1, 2, 3, 4, 5], 3, work)).rejects.toThrow('no 1');
    expect(begun).toEqual([1, 2, 3]);
    expect(ended).toEqual([1, 2, 3]);
  });

  it('waits for what was begun also when there is no next item', async () => {
    const ended: number[] = [];
    async function* items(): AsyncGenerator<number> {
      yield await Promise.resolve(1);
      throw new Error('no page');
    }
    const work = async (item: number): Promise<void> => {
      for (let wait = 0; wait < 9; wait += 1) await Promise.resolve();
      ended.push(item);
    };
    await expect(sideBySide(items(), 3, work)).rejects.toThrow('no page');
    expect(ended).toEqual([1]);
  });
});
