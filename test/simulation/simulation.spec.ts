import { campaign } from './campaign';
import { FAULT_KINDS } from './faults';

describe('The pipeline', () => {
  it('loses, reorders and repeats nothing with faults of every kind', async () => {
    const { failing, faults, ...totals } = await campaign({ seed: 1 }, 100);
    expect(failing?.violations ?? []).toEqual([]);
    expect([...faults.keys()].sort()).toEqual([...FAULT_KINDS].sort());
    // Or nothing was proved.
    expect(totals.acknowledged).toBeGreaterThan(1_000);
    expect(totals.events).toBeGreaterThan(totals.acknowledged);
    expect(Math.min(...faults.values())).toBeGreaterThan(3);
    expect(totals.redriven).toBeGreaterThan(0);
  }, 300_000);
});
