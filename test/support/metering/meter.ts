import type { SdkClient } from './sdk-client';
import { NOTHING, sum, type Usage } from './usage';

const READS = /^(?:BatchGet|Get|Query|Scan|TransactGet)/u;

/** Counts what a client sends, and asks DynamoDB for the capacity of each request, whoever built it. */
export class Meter {
  #usage = NOTHING;

  constructor(client: SdkClient) {
    client.middlewareStack.add(
      (next, { commandName }) =>
        async (args) => {
          const name = String(commandName);
          const result = await next({ ...args, input: { ...args.input, ReturnConsumedCapacity: 'TOTAL' } });
          const units = capacityOf(result.output, name);
          this.add(READS.test(name) ? { readUnits: units } : { writeUnits: units });
          return result;
        },
      { step: 'initialize', name: 'meter-capacity' },
    );
    client.middlewareStack.add(
      (next) => async (args) => {
        const result = await next(args);
        this.add({ requests: 1, bytes: lengthOf(args.request) + lengthOf(result.response) });
        return result;
      },
      // Inside the SDK's retries, so that each attempt counts.
      { step: 'deserialize', name: 'meter-requests' },
    );
  }

  /** What was used since the last call. */
  take(): Usage {
    const usage = this.#usage;
    this.#usage = NOTHING;
    return usage;
  }

  private add(part: Partial<Usage>): void {
    this.#usage = sum(this.#usage, { ...NOTHING, ...part });
  }
}

interface Capacity {
  readonly CapacityUnits?: number;
}

/** One figure for each table that a request touched, indexes and the double price of transactions included. */
function capacityOf(output: object, commandName: string): number {
  const { ConsumedCapacity } = output as { readonly ConsumedCapacity?: Capacity | readonly Capacity[] };
  if (ConsumedCapacity === undefined) throw new Error(`${commandName} was answered without its capacity.`);
  return [ConsumedCapacity].flat().reduce((total, { CapacityUnits = 0 }) => total + CapacityUnits, 0);
}

function lengthOf(message: unknown): number {
  const { headers } = message as { readonly headers: Readonly<Record<string, string | undefined>> };
  const length = Number(headers['content-length']);
  if (Number.isNaN(length)) throw new Error('A message has no content-length: its bytes cannot be counted.');
  return length;
}
