import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { ApiClient } from './api-client';

/** A client of the DynamoDB that a local runtime uses. */
export async function localDynamo(api: ApiClient): Promise<DynamoDBClient> {
  const { body } = await api.call('GET', '/_local/endpoints');
  return new DynamoDBClient({
    endpoint: (body as { dynamodb: string }).dynamodb,
    region: 'us-east-1',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  });
}
