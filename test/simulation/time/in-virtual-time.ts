import crypto from 'node:crypto';
import { syncBuiltinESMExports } from 'node:module';
import timers from 'node:timers/promises';
import type { Random } from './random';
import type { VirtualTime } from './virtual-time';

/**
 * Does something while time and chance are those of a simulation, for all code: pauses of `node:timers/promises`,
 * `Date`, `Math.random` and `randomUUID`. Two of these at once would be in each other's way.
 */
export async function inVirtualTime<T>(
  time: VirtualTime,
  random: Random,
  work: () => Promise<T>,
): Promise<T> {
  const RealDate = Date;
  const { random: realRandom } = Math;
  const { randomUUID } = crypto;
  const { setTimeout } = timers;
  class VirtualDate extends RealDate {
    constructor(value?: number | string) {
      super(value ?? time.now);
    }

    static override now(): number {
      return time.now;
    }
  }
  const replace = (date: DateConstructor, parts: object, uuid: object, pause: object): void => {
    globalThis.Date = date;
    Object.assign(Math, parts);
    Object.assign(crypto, uuid);
    Object.assign(timers, pause);
    // Or code that was loaded as an ES module keeps what it has imported.
    syncBuiltinESMExports();
  };
  const uuid = (): string => random.uuid();
  const chance = (): number => random.next();
  replace(
    VirtualDate as DateConstructor,
    { random: chance },
    { randomUUID: uuid },
    { setTimeout: time.sleep },
  );
  try {
    return await work();
  } finally {
    replace(RealDate, { random: realRandom }, { randomUUID }, { setTimeout });
  }
}
