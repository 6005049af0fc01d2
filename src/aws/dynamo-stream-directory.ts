import { ScanCommand, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { Segment, StreamDirectory, StreamsPage } from '../eventsourcing/log/stream-directory';
import type { Item } from './commit-item';
import type { TableNames } from './table-names';
import { orUnavailable } from './aws-calls';

/** Walks the log's table for the first commit of each stream. */
export class DynamoStreamDirectory implements StreamDirectory {
  constructor(
    private readonly client: DynamoDBClient,
    private readonly nameOf: TableNames,
  ) {}

  async streams(type: string, limit: number, after?: string, segment?: Segment): Promise<StreamsPage> {
    const scan = new ScanCommand({
      TableName: this.nameOf('EventLogTable'),
      ProjectionExpression: '#stream',
      FilterExpression: 'version = :first AND begins_with(#stream, :type)',
      ExpressionAttributeNames: { '#stream': 'stream' },
      ExpressionAttributeValues: { ':first': { N: '1' }, ':type': { S: `${type}#` } },
      ExclusiveStartKey: after === undefined ? undefined : (JSON.parse(after) as Item),
      ...(segment && { Segment: segment.index, TotalSegments: segment.of }),
    });
    const { Items = [], LastEvaluatedKey } = await orUnavailable(this.client.send(scan));
    const found = Items.map(({ stream }) => stream?.S ?? '');
    // A page looks at one MB; the rest of what it found is found again by the next one.
    if (found.length > limit) {
      const streams = found.slice(0, limit);
      return { streams, next: JSON.stringify({ stream: { S: streams.at(-1) }, version: { N: '1' } }) };
    }
    return LastEvaluatedKey ? { streams: found, next: JSON.stringify(LastEvaluatedKey) } : { streams: found };
  }
}
