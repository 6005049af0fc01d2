import { DynamoDBClient, type DynamoDBClientConfig } from '@aws-sdk/client-dynamodb';

/**
 * Region, credentials and a local endpoint (`AWS_ENDPOINT_URL_DYNAMODB`) come from the environment.
 *
 * The middleware stack is put together once for each kind of command and not for each request, which takes a fifth of
 * what the SDK spends on one. Middleware that is added after the first request is not seen.
 */
export function dynamoClient(config: DynamoDBClientConfig = {}): DynamoDBClient {
  return new DynamoDBClient({ cacheMiddleware: true, ...config });
}
