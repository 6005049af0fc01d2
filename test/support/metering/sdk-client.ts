import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';

/** An SDK client, whichever copy of the SDK it comes from: the peers bring their own. */
export type SdkClient = Pick<DynamoDBClient, 'middlewareStack'>;
