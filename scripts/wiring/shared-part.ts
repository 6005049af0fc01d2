import { jsonText } from '../../local/template/json';
import { variableOf } from '../../src/composition/environment';
import { SystemController } from '../../src/composition/system.controller';
import { routesOf } from '../../src/http';
import { permissions } from './permission';
import {
  FUNCTION,
  listAt,
  MAPPING,
  partAt,
  refAt,
  resource,
  resourcesOf,
  TABLE,
  valueAt,
  type TemplateDocument,
} from './template-document';

/** A function outside the contexts, whose part of template.yaml is written by hand. */
interface SharedFunction {
  readonly id: string;
  /** What feeds it: a logical id. */
  readonly from?: string;
  /** Actions by the logical id of what it calls, whose name it is told. */
  readonly uses: Readonly<Record<string, readonly string[]>>;
  readonly variables?: readonly string[];
}

const PARKS = { CatchUpDeadLetterQueue: ['sqs:SendMessage'] };

const VERIFIES = { VerificationKeys: ['secretsmanager:GetSecretValue'] };

const FUNCTIONS: readonly SharedFunction[] = [
  { id: 'SystemApi', uses: VERIFIES },
  { id: 'Authorizer', uses: VERIFIES, variables: ['TOKEN_ISSUER', 'TOKEN_AUDIENCE'] },
  {
    id: 'DynamoKinesisAdaptor',
    from: 'EventLogTable',
    uses: { EventStream: ['kinesis:PutRecords'], ...PARKS },
  },
  { id: 'EventBroker', from: 'EventStream', uses: PARKS },
  {
    id: 'CatchUp',
    from: 'CatchUpQueue',
    uses: { CatchUpQueue: ['sqs:ChangeMessageVisibility', 'sqs:SendMessage'], ...PARKS },
    variables: ['CATCH_UP_FOR_SECONDS'],
  },
];

/** Tables that all contexts write together, with their keys as the adapters in src/aws have them. */
const TABLES: Readonly<Record<string, readonly string[]>> = {
  EventLogTable: ['stream', 'version'],
  UniqueValuesTable: ['uniqueValue'],
  IdempotencyTable: ['idempotencyKey'],
  RateLimitsTable: ['limitWindow'],
};

/**
 * What the code outside the contexts asks of template.yaml and does not find there. No command writes it, so each line
 * says what to write.
 */
export function sharedPartFaults(template: TemplateDocument): string[] {
  return [
    ...Object.entries(TABLES).flatMap(([id, key]) => tableFaults(template, id, key)),
    ...FUNCTIONS.flatMap((each) => functionFaults(template, each)),
    ...routeFaults(template),
  ];
}

function tableFaults(template: TemplateDocument, id: string, key: readonly string[]): string[] {
  const table = resource(template, TABLE, id);
  if (!table) return [`the table ${id} is missing; write it again, with the key ${key.join(' and ')}.`];
  const found = listAt(table.properties, 'KeySchema').map((each) =>
    jsonText(valueAt(each, 'AttributeName') ?? ''),
  );
  if (found.join() === key.join()) return [];
  return [
    `${id} has the key ${found.join(' and ')}; make it ${key.join(' and ')}, by which its items are found.`,
  ];
}

function functionFaults(
  template: TemplateDocument,
  { id, from, uses, variables = [] }: SharedFunction,
): string[] {
  const found = resource(template, FUNCTION, id);
  if (!found) return [`the function ${id} is missing; write it again, it is no context's.`];
  const told = valueAt(found.properties, 'Environment', 'Variables');
  const role = partAt(found.properties, 'Role')?.id ?? '';
  const granted = permissions(template).filter((permission) => permission.role === role);
  return [
    ...Object.entries(uses).flatMap(([used, actions]) => [
      ...(refAt(told, variableOf(used)) === used
        ? []
        : [
            `${id} is not told ${variableOf(used)}; add \`${variableOf(used)}: !Ref ${used}\` to its variables.`,
          ]),
      ...actions
        .filter((action) => !granted.some((each) => each.action === action && each.target?.id === used))
        .map((action) => `${role || id} does not allow ${action} on ${used}; add it to its statements.`),
    ]),
    ...variables
      .filter((name) => valueAt(told, name) === undefined)
      .map((name) => `${id} is not told ${name}; add it to its variables.`),
    ...mappingFaults(template, id, from),
  ];
}

function mappingFaults(template: TemplateDocument, id: string, from: string | undefined): string[] {
  if (from === undefined) return [];
  const feeds = resourcesOf(template, MAPPING).some(
    ({ properties }) =>
      refAt(properties, 'FunctionName') === id && partAt(properties, 'EventSourceArn')?.id === from,
  );
  return feeds ? [] : [`nothing feeds ${id}; write the mapping from ${from} to it.`];
}

/** Routes of the system, and the one for all that no other takes. */
function routeFaults(template: TemplateDocument): string[] {
  const paths = valueAt(template, 'Resources', 'HttpApi', 'Properties', 'DefinitionBody', 'paths');
  const own = routesOf(SystemController).map(({ method, path }) => [method.toLowerCase(), path] as const);
  return [...own, ['x-amazon-apigateway-any-method', '/$default'] as const]
    .filter(([method, path]) => valueAt(paths, path, method) === undefined)
    .map(([method, path]) => `the route ${path} (${method}) is missing; write it again, to SystemApi.`);
}
