/** What a piece of work cost. */
export interface Usage {
  readonly requests: number;
  readonly readUnits: number;
  readonly writeUnits: number;
  /** Of the bodies, both ways. */
  readonly bytes: number;
}

export const NOTHING: Usage = { requests: 0, readUnits: 0, writeUnits: 0, bytes: 0 };

export function sum(a: Usage, b: Usage): Usage {
  return {
    requests: a.requests + b.requests,
    readUnits: a.readUnits + b.readUnits,
    writeUnits: a.writeUnits + b.writeUnits,
    bytes: a.bytes + b.bytes,
  };
}

export function mean(usages: readonly Usage[]): Usage {
  const total = usages.reduce(sum, NOTHING);
  const share = (value: number): number => value / usages.length;
  return {
    requests: share(total.requests),
    readUnits: share(total.readUnits),
    writeUnits: share(total.writeUnits),
    bytes: share(total.bytes),
  };
}
