import type { ConsumedCapacity, DynamoDBClient } from '@aws-sdk/client-dynamodb';

interface Metered {
  readonly ConsumedCapacity?: ConsumedCapacity | readonly ConsumedCapacity[];
}

export interface CapacityUse {
  readonly requests: number;
  readonly readUnits: number;
  readonly writeUnits: number;
}

/** Counts what a client's requests consume, as DynamoDB itself tells it. */
export class CapacityMeter {
  private requests = 0;
  private readUnits = 0;
  private writeUnits = 0;

  constructor(client: DynamoDBClient) {
    client.middlewareStack.add(
      (next, { commandName = '' }) =>
        async (args) => {
          Object.assign(args.input, { ReturnConsumedCapacity: 'TOTAL' });
          this.requests += 1;
          const result = await next(args);
          this.count(commandName, result.output as Metered);
          return result;
        },
      { step: 'initialize', name: 'capacityMeter' },
    );
  }

  /** So far. */
  get use(): CapacityUse {
    const { requests, readUnits, writeUnits } = this;
    return { requests, readUnits, writeUnits };
  }

  private count(command: string, { ConsumedCapacity = [] }: Metered): void {
    const units = [ConsumedCapacity].flat().reduce((sum, { CapacityUnits = 0 }) => sum + CapacityUnits, 0);
    if (/^(Get|Query|Scan|BatchGet)/u.test(command)) this.readUnits += units;
    else this.writeUnits += units;
  }
}
