import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { dynamoClient } from '../../src/aws/dynamo-client';
import type { TableNames } from '../../src/aws/table-names';
import type { Environment } from '../../src/composition/environment';
import { localInstallation } from '../installation/local-installation';

export interface Connection {
  readonly client: DynamoDBClient;
  readonly nameOf: TableNames;
}

/** What the functions are given. @throws Error when the names of the tables are missing */
export function connect(environment: Environment): Connection {
  if (!environment.has('EventLogTable') || !environment.has('UniqueValuesTable')) {
    throw new Error(
      'Set EVENT_LOG_TABLE and UNIQUE_VALUES_TABLE to the names of the tables, or pass --local.',
    );
  }
  return { client: dynamoClient(), nameOf: (logicalId) => environment.resource(logicalId) };
}

/** What a running `npm start` tells of itself. @param url of its API @throws Error when there is none */
export async function connectLocally(url: string): Promise<Connection> {
  const { dynamodb: client, nameOf } = await localInstallation(url);
  return { client, nameOf };
}
