import { createHmac } from 'node:crypto';
import {
  ConditionalCheckFailedException,
  UpdateItemCommand,
  type DynamoDBClient,
} from '@aws-sdk/client-dynamodb';
import type { Clock } from '../outside/clock';
import type { Counted, RateLimit, RateLimits } from '../outside/rate-limits';
import { orUnavailable } from './aws-calls';
import type { TableNames } from './table-names';

export interface DynamoRateLimitsOptions {
  readonly nameOf: TableNames;
  /** Hashes subjects. Who has the table and not the key cannot find out by trying which addresses are in it. */
  readonly hashKey: () => Promise<string>;
  readonly now: Clock;
}

/** Seconds for which a count is kept after its window, in which it is of no use. */
const GRACE = 60;

/** One conditional UpdateItem for each request: 1 write unit, whether it may pass or not. */
export class DynamoRateLimits implements RateLimits {
  constructor(
    private readonly client: DynamoDBClient,
    private readonly options: DynamoRateLimitsOptions,
  ) {}

  async count({ name, subject }: Counted, { requests, seconds }: RateLimit): Promise<number> {
    const { nameOf, hashKey, now } = this.options;
    const time = now() / 1000;
    const window = Math.floor(time / seconds);
    const end = (window + 1) * seconds;
    const hash = createHmac('sha256', await hashKey())
      .update(subject)
      .digest('base64url');
    const command = new UpdateItemCommand({
      TableName: nameOf('RateLimitsTable'),
      Key: { limitWindow: { S: `${name}#${hash}#${window}` } },
      UpdateExpression: 'ADD requests :one SET expiresAt = :expiresAt',
      ConditionExpression: 'attribute_not_exists(requests) OR requests < :most',
      ExpressionAttributeValues: {
        ':one': { N: '1' },
        ':most': { N: String(requests) },
        ':expiresAt': { N: String(end + GRACE) },
      },
    });
    try {
      await orUnavailable(this.client.send(command));
      return 0;
    } catch (error) {
      if (!(error instanceof ConditionalCheckFailedException)) throw error;
      return end - time;
    }
  }
}
