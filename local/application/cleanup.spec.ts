import { Cleanup } from './cleanup';

describe('Cleanup', () => {
  it('undoes the newest first, each after the other', async () => {
    const order: string[] = [];
    const cleanup = new Cleanup();
    cleanup.add(() => {
      order.push('first');
    });
    cleanup.add(async () => {
      await new Promise(setImmediate);
      order.push('second');
    });
    await cleanup.run();

    expect(order).toEqual(['second', 'first']);
  });

  it('runs once, however often it is asked', async () => {
    let runs = 0;
    const cleanup = new Cleanup();
    cleanup.add(() => {
      runs++;
    });
    await Promise.all([cleanup.run(), cleanup.run()]);

    expect(runs).toBe(1);
  });

  it('runs everything even when something fails, and throws the first failure', async () => {
    let ran = false;
    const cleanup = new Cleanup();
    cleanup.add(() => {
      ran = true;
    });
    cleanup.add(() => Promise.reject(new Error('later')));
    cleanup.add(() => Promise.reject(new Error('first')));

    await expect(cleanup.run()).rejects.toThrow('first');
    expect(ran).toBe(true);
  });
});
