import { FAULT_KINDS, isKill, type FaultKind } from '../../local/faults/fault-kinds';
import type { Fault, FaultOrder } from '../../local/faults/faults';
import type { ServiceName } from '../../local/services/endpoints';

/** Those that the application calls. */
const SERVICES: readonly ServiceName[] = [
  'dynamodb',
  'sqs',
  'kinesis',
  'lambda',
  'secretsmanager',
  'ses',
  'sns',
  's3',
  'scheduler',
];

/** Faults of a running local runtime, by its own endpoint. */
export class FaultDesk {
  constructor(
    private readonly url: string,
    private readonly token: string,
  ) {}

  /** Of each call that a service gets, and of each invocation, so many are struck: by every kind alike. */
  async orderAll(rate: number, seed: number): Promise<void> {
    let number = 0;
    for (const service of SERVICES) {
      const kinds = FAULT_KINDS[service];
      for (const kind of kinds) {
        const rivals = kinds.filter((other) => isKill(other) === isKill(kind)).length;
        number += 1;
        await this.order({
          service,
          kind,
          operation: '*',
          rate: rate / rivals,
          times: 1_000_000,
          seed: seed + number,
        });
      }
    }
  }

  async order(order: FaultOrder): Promise<Fault> {
    return (await this.ask('POST', order)) as Fault;
  }

  async list(): Promise<readonly Fault[]> {
    return ((await this.ask('GET')) as { readonly faults: readonly Fault[] }).faults;
  }

  /** @returns what has struck until now */
  async clear(): Promise<readonly Fault[]> {
    return ((await this.ask('DELETE')) as { readonly cleared: readonly Fault[] }).cleared;
  }

  private async ask(method: string, body?: object): Promise<unknown> {
    const response = await fetch(`${this.url}/_local/faults`, {
      method,
      headers: { authorization: `Bearer ${this.token}` },
      body: body ? JSON.stringify(body) : null,
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} /_local/faults: ${response.status}: ${text}`);
    return JSON.parse(text);
  }
}

/** Strokes by service and kind: `sqs: throttling 3, time-out 1`. */
export function strokesByService(faults: readonly Fault[]): string[] {
  return SERVICES.map((service) => {
    const struck = faults.filter((fault) => fault.service === service && fault.struck > 0);
    return `${service}: ${struck.map(({ kind, struck: times }) => `${kind} ${times}`).join(', ') || 'none'}`;
  });
}

export function strokesOf(faults: readonly Fault[], is: (kind: FaultKind) => boolean = () => true): number {
  return faults.reduce((sum, { kind, struck }) => sum + (is(kind) ? struck : 0), 0);
}
