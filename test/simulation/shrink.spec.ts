import { faultsOf, shrink } from './shrink';
import { simulate } from './simulate';

describe('shrink', () => {
  it('finds a smaller run in which the same does not hold', async () => {
    const failing = await simulate({ seed: 1, sabotage: 'healing' });
    const small = await shrink(failing);
    expect(small.violations[0]).toContain('rowsAreTheFold');
    expect(small.commands.length).toBeLessThan(failing.commands.length / 2);
    expect(faultsOf(small)).toBeLessThan(faultsOf(failing));
    // What it says is enough to repeat it.
    expect(await simulate(small.scenario)).toEqual(small);
  });
});
