import { campaign } from './campaign';
import { SABOTAGES, type Sabotage } from './sabotage';

/** Runs within which each is found, at several times what it takes today; all of them within 1,000. */
const WITHIN: Readonly<Record<Sabotage, number>> = {
  gating: 20,
  healing: 20,
  doorbells: 40,
  reports: 100,
  'command-ids': 200,
  'group-stop': 250,
  conditions: 1_000,
  shares: 600,
  instances: 100,
  'dedup-ids': 20,
};

/** What may not hold any more: rows or effects that are missing; for some, what is there twice. */
const LOST = /rowsAreTheFold|replenished 0 times|ordersAreWhole|rows of processes/u;
const OTHERWISE: Readonly<Partial<Record<Sabotage, RegExp>>> = {
  'command-ids': /replenished 2 times/u,
  shares: /sumsAreExact/u,
};

describe('A simulation without a protection of the product', () => {
  it.each(Object.entries(SABOTAGES) as [Sabotage, string][])(
    'finds what goes wrong: %s, %s',
    async (sabotage) => {
      const { failing } = await campaign({ seed: 1, sabotage }, WITHIN[sabotage]);
      expect(failing?.violations.join('\n')).toMatch(OTHERWISE[sabotage] ?? LOST);
    },
    300_000,
  );
});
