import { DynamoDBClient } from '@aws-sdk/client-dynamodb';

/** Region, credentials and a local endpoint (`AWS_ENDPOINT_URL_DYNAMODB`) come from the environment. */
export function dynamoClient(): DynamoDBClient {
  return new DynamoDBClient({});
}
