import type { Usage } from '../../../test/support/metering/usage';

/** Of a unit that is written or read, us-east-1, on demand. */
const USD_PER_MILLION = { writeUnit: 0.625, readUnit: 0.125 };

/** What a million of them would cost, storage and transfer aside. */
export function usdPerMillion({ readUnits, writeUnits }: Usage): number {
  return readUnits * USD_PER_MILLION.readUnit + writeUnits * USD_PER_MILLION.writeUnit;
}
