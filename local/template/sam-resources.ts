import { withGlobals } from './globals';
import { isJsonObject, type Json, type JsonObject } from './json';

/** Logical id of the API that SAM makes for events of type HttpApi which name none. */
export const IMPLICIT_HTTP_API = 'ServerlessHttpApi';
const HTTP_API = 'AWS::Serverless::HttpApi';
const REST_API = 'AWS::Serverless::Api';
const FUNCTION = 'AWS::Serverless::Function';

/** A resource that SAM adds, or another way to say `Function.Alias`. */
type Added = { readonly declaration: JsonObject } | { readonly sameAs: string };

/** What becomes of an event: the resource of its own, and the permission that comes with it. */
const ofEvents: Readonly<Record<string, { readonly type?: string; readonly permission?: string }>> = {
  Api: { permission: 'PermissionProd' },
  CloudWatchEvent: { type: 'AWS::Events::Rule', permission: 'Permission' },
  CloudWatchLogs: { type: 'AWS::Logs::SubscriptionFilter', permission: 'Permission' },
  DynamoDB: { type: 'AWS::Lambda::EventSourceMapping' },
  EventBridgeRule: { type: 'AWS::Events::Rule', permission: 'Permission' },
  HttpApi: { permission: 'Permission' },
  Kinesis: { type: 'AWS::Lambda::EventSourceMapping' },
  MSK: { type: 'AWS::Lambda::EventSourceMapping' },
  S3: { permission: 'Permission' },
  SNS: { type: 'AWS::SNS::Subscription', permission: 'Permission' },
  SQS: { type: 'AWS::Lambda::EventSourceMapping' },
  Schedule: { type: 'AWS::Events::Rule', permission: 'Permission' },
  ScheduleV2: { type: 'AWS::Scheduler::Schedule', permission: 'Role' },
};

/**
 * What a template may refer to although it does not declare it, by logical id.
 * Source: "Generated CloudFormation resources for AWS SAM".
 *
 * @param parameters an alias may be named by one
 */
export function samResources(
  root: JsonObject,
  parameters: ReadonlyMap<string, Json>,
): ReadonlyMap<string, Added> {
  const globals = map(root.Globals);
  const added = new Map<string, Added>();
  const add = (logicalId: string, Type: string, Condition?: Json): void => {
    added.set(logicalId, { declaration: { Type, ...(Condition !== undefined && { Condition }) } });
  };
  for (const [logicalId, declared] of Object.entries(map(root.Resources))) {
    if (!isJsonObject(declared)) continue;
    const { Type: type, Condition: condition } = declared;
    if (type === HTTP_API) add(`${logicalId}ApiGatewayDefaultStage`, 'AWS::ApiGatewayV2::Stage', condition);
    if (type === REST_API) add(`${logicalId}Stage`, 'AWS::ApiGateway::Stage', condition);
    if (type !== FUNCTION) continue;
    const properties = withGlobals(globals, type, map(declared.Properties));
    ofFunction(logicalId, properties, parameters, (id, kind) => {
      add(id, kind, condition);
    }).forEach(([id, sameAs]) => added.set(id, { sameAs }));
  }
  if (usesImplicit(root, 'HttpApi', 'ApiId')) {
    add(IMPLICIT_HTTP_API, HTTP_API);
    add(`${IMPLICIT_HTTP_API}ApiGatewayDefaultStage`, 'AWS::ApiGatewayV2::Stage');
  }
  if (usesImplicit(root, 'Api', 'RestApiId')) {
    add('ServerlessRestApi', 'AWS::ApiGateway::RestApi');
    add('ServerlessRestApiProdStage', 'AWS::ApiGateway::Stage');
  }
  add('ServerlessDeploymentApplication', 'AWS::CodeDeploy::Application');
  add('CodeDeployServiceRole', 'AWS::IAM::Role');
  return added;
}

function ofFunction(
  logicalId: string,
  properties: JsonObject,
  parameters: ReadonlyMap<string, Json>,
  add: (logicalId: string, type: string) => void,
): [string, string][] {
  if (properties.Role === undefined) add(`${logicalId}Role`, 'AWS::IAM::Role');
  if (properties.FunctionUrlConfig !== undefined) add(`${logicalId}Url`, 'AWS::Lambda::Url');
  if (properties.EventInvokeConfig !== undefined) {
    add(`${logicalId}EventInvokeConfig`, 'AWS::Lambda::EventInvokeConfig');
  }
  for (const [name, event] of Object.entries(map(properties.Events))) {
    const type = isJsonObject(event) && typeof event.Type === 'string' ? event.Type : '';
    const made = Object.hasOwn(ofEvents, type) ? ofEvents[type] : undefined;
    if (made?.type !== undefined) add(logicalId + name, made.type);
    if (made?.permission !== undefined) add(logicalId + name + made.permission, 'AWS::Lambda::Permission');
  }
  const { AutoPublishAlias: alias } = properties;
  const name = isJsonObject(alias) && typeof alias.Ref === 'string' ? parameters.get(alias.Ref) : alias;
  return typeof name === 'string'
    ? [[`${logicalId}Alias${name.replaceAll(/\W/g, '')}`, `${logicalId}.Alias`]]
    : [];
}

/** Whether a function has an event of the type that names no API of its own. */
function usesImplicit(root: JsonObject, type: string, property: string): boolean {
  return Object.values(map(root.Resources)).some(
    (declared) =>
      isJsonObject(declared) &&
      declared.Type === FUNCTION &&
      Object.values(map(map(declared.Properties).Events)).some(
        (event) =>
          isJsonObject(event) && event.Type === type && map(event.Properties)[property] === undefined,
      ),
  );
}

function map(value: Json | undefined): JsonObject {
  return isJsonObject(value) ? value : {};
}
