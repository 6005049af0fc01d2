/** The services of the bill, in the order in which a command meets them. */
export const SERVICES = ['HTTP API', 'Lambda', 'DynamoDB', 'Kinesis', 'SQS', 'CloudWatch Logs'] as const;
export type Service = (typeof SERVICES)[number];

export interface Entry {
  readonly service: Service;
  /** What is counted, with its unit: `write units of IamUsersTable`. */
  readonly what: string;
  readonly count: number;
  readonly usd: number;
}

/** Adds up what a piece of work used. */
export class Ledger {
  private readonly kept = new Map<string, Entry>();

  /** @param price USD for one */
  add(service: Service, what: string, count: number, price: number): void {
    const key = `${service} ${what}`;
    const before = this.kept.get(key);
    this.kept.set(key, {
      service,
      what,
      count: (before?.count ?? 0) + count,
      usd: (before?.usd ?? 0) + count * price,
    });
  }

  get entries(): readonly Entry[] {
    return [...this.kept.values()];
  }
}
