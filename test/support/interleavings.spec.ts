import { everyInterleaving } from './interleavings';

describe('everyInterleaving', () => {
  it('plays each order of the steps once', async () => {
    const orders: string[] = [];
    let steps = '';
    const count = await everyInterleaving(
      (gate) => {
        steps = '';
        return ['a', 'b'].map(async (who) => {
          for (let step = 0; step < 2; step += 1) {
            await gate();
            steps += who;
          }
        });
      },
      () => {
        orders.push(steps);
      },
    );
    expect(count).toBe(6);
    expect(orders.sort()).toEqual(['aabb', 'abab', 'abba', 'baab', 'baba', 'bbaa']);
  });

  it('finds the one order in which a counter loses', async () => {
    let counter = 0;
    const results = new Set<number>();
    await everyInterleaving(
      (gate) => {
        counter = 0;
        return [1, 2].map(async () => {
          await gate();
          const read = counter;
          await gate();
          counter = read + 1;
        });
      },
      () => {
        results.add(counter);
      },
    );
    expect(results).toEqual(new Set([1, 2]));
  });
});
