import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoEventStore, type DynamoEventStoreOptions } from '../../src/aws/dynamo-event-store';
import { DynamoIdempotencyStore } from '../../src/aws/dynamo-idempotency-store';
import { DynamoStreamDirectory } from '../../src/aws/dynamo-stream-directory';
import type { TableNames } from '../../src/aws/table-names';
import type { WritingPorts } from '../../src/eventsourcing/writing/event-store';

/** What commands are written through, on DynamoDB. */
export function dynamoPorts(
  client: DynamoDBClient,
  nameOf: TableNames,
  options?: DynamoEventStoreOptions,
): WritingPorts {
  return {
    events: new DynamoEventStore(client, nameOf, options),
    records: new DynamoIdempotencyStore(client, nameOf),
    directory: new DynamoStreamDirectory(client, nameOf),
  };
}
