import { readdirSync, readFileSync } from 'node:fs';
import type { APIGatewayProxyEventV2, DynamoDBStreamEvent, KinesisStreamEvent, SQSEvent } from 'aws-lambda';

const FOLDER = 'events';

export interface Fixtures {
  readonly SystemApi: APIGatewayProxyEventV2;
  readonly IamUserCommands: APIGatewayProxyEventV2;
  readonly IamUserQueries: APIGatewayProxyEventV2;
  readonly IamUserProjector: SQSEvent;
  readonly IamRoleCommands: APIGatewayProxyEventV2;
  readonly IamRoleQueries: APIGatewayProxyEventV2;
  readonly IamRoleProjector: SQSEvent;
  readonly DynamoKinesisAdaptor: DynamoDBStreamEvent;
  readonly EventBroker: KinesisStreamEvent;
}

/** The event of a function, as `sam local invoke <function> -e events/<function>.json` takes it. */
export function fixture<Id extends keyof Fixtures>(functionId: Id): Fixtures[Id] {
  return JSON.parse(readFileSync(`${FOLDER}/${functionId}.json`, 'utf8')) as Fixtures[Id];
}

/** Functions that have a fixture. */
export function fixtureNames(): string[] {
  return readdirSync(FOLDER)
    .filter((file) => file.endsWith('.json'))
    .map((file) => file.replace(/\.json$/u, ''));
}
