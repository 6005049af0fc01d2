import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { localClientConfig } from '../../local/services/provision/client-config';
import { dynamoClient } from '../../src/aws/dynamo-client';
import type { TableNames } from '../../src/aws/table-names';
import type { Environment } from '../../src/composition/environment';

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
  const [endpoints, tables] = await Promise.all(['endpoints', 'tables'].map((name) => localPage(url, name)));
  const named = (names: Page | undefined, name: string): string => {
    const value = names?.[name];
    if (value === undefined) throw new Error(`The runtime at ${url} has no ${name}.`);
    return value;
  };
  return {
    client: new DynamoDBClient(localClientConfig(named(endpoints, 'dynamodb'))),
    nameOf: (logicalId) => named(tables, logicalId),
  };
}

type Page = Readonly<Record<string, string>>;

async function localPage(url: string, name: string): Promise<Page> {
  try {
    return (await (await fetch(`${url}/_local/${name}`)).json()) as Page;
  } catch (error) {
    throw new Error(`Nothing that npm start runs answers at ${url}; start it, or set PORT.`, {
      cause: error,
    });
  }
}
