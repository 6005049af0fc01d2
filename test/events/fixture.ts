import { readdirSync, readFileSync } from 'node:fs';
import type {
  APIGatewayProxyEventV2,
  APIGatewayRequestAuthorizerEventV2,
  DynamoDBStreamEvent,
  KinesisStreamEvent,
  SQSEvent,
} from 'aws-lambda';

const FOLDER = 'events';

export interface Fixtures {
  readonly SystemApi: APIGatewayProxyEventV2;
  readonly Authorizer: APIGatewayRequestAuthorizerEventV2;
  readonly IamCommands: APIGatewayProxyEventV2;
  readonly IamQueries: APIGatewayProxyEventV2;
  readonly IamProjector: SQSEvent;
  readonly CatchUp: SQSEvent;
  readonly DynamoKinesisAdaptor: DynamoDBStreamEvent;
  readonly EventBroker: KinesisStreamEvent;
}

/** The event of a function, as `sam local invoke <function> -e events/<function>.json` takes it. */
export function fixture<Id extends keyof Fixtures>(functionId: Id): Fixtures[Id] {
  return anyFixture(functionId) as Fixtures[Id];
}

export function anyFixture(functionId: string): unknown {
  return JSON.parse(readFileSync(`${FOLDER}/${functionId}.json`, 'utf8'));
}

/** Functions that have a fixture. */
export function fixtureNames(): string[] {
  return readdirSync(FOLDER)
    .filter((file) => file.endsWith('.json'))
    .map((file) => file.replace(/\.json$/u, ''));
}
