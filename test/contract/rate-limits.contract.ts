import { randomUUID } from 'node:crypto';
import type { Clock } from '../../src/outside/clock';
import type { RateLimit, RateLimits } from '../../src/outside/rate-limits';

/** A whole multiple of every window below. */
const START = Date.UTC(2026, 10, 21, 10);
const limit: RateLimit = { requests: 3, seconds: 60 };

/** What everyone who limits requests may rely on. */
export function rateLimitsContract(name: string, make: (clock: Clock) => RateLimits): void {
  describe(`${name} as rate limits`, () => {
    let now: number;
    let limits: RateLimits;
    let subject: string;

    beforeEach(() => {
      now = START;
      limits = make(() => now);
      subject = randomUUID();
    });

    const count = (seconds = 0, other: Partial<{ name: string; subject: string }> = {}): Promise<number> => {
      now = START + seconds * 1000;
      return limits.count({ name: 'POST /otp', subject, ...other }, limit);
    };

    it('let pass as many as there may be in a window, then say how long it still is', async () => {
      for (const second of [0, 1, 59]) await expect(count(second)).resolves.toBe(0);
      await expect(count(59.5)).resolves.toBeCloseTo(0.5);
      await expect(count(10)).resolves.toBeCloseTo(50);
    });

    it('begin anew with each window, whatever was refused in the one before', async () => {
      for (let index = 0; index < 3; index += 1) await count(59);
      for (let index = 0; index < 5; index += 1) await expect(count(59)).resolves.toBeGreaterThan(0);
      for (let index = 0; index < 3; index += 1) await expect(count(60)).resolves.toBe(0);
      await expect(count(60)).resolves.toBeCloseTo(60);
    });

    it('count everyone, and everything, by itself', async () => {
      for (let index = 0; index < 4; index += 1) await count();
      await expect(count(0, { subject: randomUUID() })).resolves.toBe(0);
      await expect(count(0, { name: 'GET /otp' })).resolves.toBe(0);
    });

    it('are exact when many come at once', async () => {
      const waits = await Promise.all(Array.from({ length: 50 }, () => count()));
      expect(waits.filter((wait) => wait === 0)).toHaveLength(limit.requests);
    });
  });
}
