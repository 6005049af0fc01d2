import { isJsonObject, type Json } from '../../../local/template/json';
import { permissions, type Permission } from '../../../scripts/wiring/permission';
import {
  FUNCTION,
  listAt,
  objectAt,
  partAt,
  refAt,
  ROLE,
  resourcesOf,
  SECRET,
  type TemplateDocument,
  type TemplateRule,
} from '../../../scripts/wiring/template-document';

const WRITE_TABLES = ['EventLogTable', 'UniqueValuesTable', 'IdempotencyTable'];

export const noWildcardAction: TemplateRule = (template) =>
  permissions(template)
    .filter(({ action }) => action.includes('*'))
    .map(({ role, action }) => `${role} allows ${action}; name the actions it needs`);

/** Schedules of the one group. */
const SCHEDULES =
  'arn:${AWS::Partition}:scheduler:${AWS::Region}:${AWS::AccountId}:schedule/${ScheduleGroup}/*';

/**
 * What is no resource of this template and yet called: an address that mail comes from, phones, which have no ARN, and
 * schedules, which functions make.
 */
const OUTSIDE: Readonly<Partial<Record<string, string>>> = {
  'ses:SendEmail': 'arn:${AWS::Partition}:ses:${AWS::Region}:${AWS::AccountId}:identity/${MailSender}',
  'sns:Publish': 'all but arn:${AWS::Partition}:sns:*:*:*',
  'scheduler:CreateSchedule': SCHEDULES,
  'scheduler:UpdateSchedule': SCHEDULES,
  'scheduler:DeleteSchedule': SCHEDULES,
};

/** A wildcard may stand for the parts of one resource (objects, log streams), never for the resource. */
export const onlyOwnResources: TemplateRule = (template) =>
  permissions(template)
    .filter(({ action, elsewhere }) => elsewhere === undefined || OUTSIDE[action] !== elsewhere)
    .filter(
      ({ target }) => target === undefined || (target.part === 'Ref' && !secretsOf(template).has(target.id)),
    )
    .map(({ role, action }) => `${role} allows ${action} on more than a resource of this template`);

/** SAM's policy templates and AWS's managed policies allow more than these functions need. */
export const noForeignPolicy: TemplateRule = (template) => [
  ...resourcesOf(template, ROLE)
    .filter(({ properties }) => listAt(properties, 'ManagedPolicyArns').length > 0)
    .map(({ id }) => `${id} has managed policies; write the statements out`),
  ...resourcesOf(template, FUNCTION)
    .filter(({ properties }) => listAt(properties, 'Policies').length > 0)
    .map(({ id }) => `${id} has Policies; write the statements into ${id}Role`),
];

export const ownRole: TemplateRule = (template) => {
  const roles = new Set(resourcesOf(template, ROLE).map(({ id }) => id));
  return resourcesOf(template, FUNCTION)
    .filter(({ id, properties }) => partAt(properties, 'Role')?.id !== `${id}Role` || !roles.has(`${id}Role`))
    .map(({ id }) => `${id} needs a role of its own, ${id}Role`);
};

export const functionLogsOnly: TemplateRule = (template) =>
  permissions(template)
    .filter(({ action, target }) => action.startsWith('logs:') && target?.id !== 'FunctionLogs')
    .map(({ role, action }) => `${role} allows ${action} beyond the functions' log group`);

/** `!Ref` of these is an ARN. */
function secretsOf(template: TemplateDocument): ReadonlySet<string> {
  return new Set(resourcesOf(template, SECRET).map(({ id }) => id));
}

const isWriter = (role: string): boolean => /(?:Commands|Processes)Role$/.test(role);

/** A context's functions name streams and unique values of their own context, and what the manifest reads of others. */
export const wallsOfContexts: TemplateRule = (template) =>
  permissions(template)
    .filter((permission) => !isExport(permission))
    .filter(({ target }) => ['EventLogTable', 'UniqueValuesTable'].includes(target?.id ?? ''))
    .filter(({ target }) => target?.part === 'Arn')
    .filter(({ role, action, leadingKeys }) => {
      const isWrite = !action.endsWith(':Query');
      const own = new RegExp(`^${/^[A-Z][a-z0-9]*/.exec(role)?.[0].toLowerCase() ?? ''}[a-z-]*[/#]\\*$`);
      return (
        leadingKeys.length === 0 || leadingKeys.some((key) => key === '*' || (isWrite && !own.test(key)))
      );
    })
    .map(
      ({ role, action, target }) => `${role} allows ${action} on ${target?.id ?? ''} beyond its own context`,
    );

/** Commands append and read; everybody else reads. Nobody updates or deletes. */
export const insertOnlyLog: TemplateRule = (template) =>
  permissions(template)
    .filter((permission) => !isExport(permission))
    .filter(({ target }) => target?.id === 'EventLogTable' && target.part === 'Arn')
    .filter(({ role, action }) => !allowedOnLog(role).includes(action))
    .map(({ role, action }) => `${role} allows ${action} on the event log`);

/** Who has the log exported, all of it, to the archive and nowhere else. */
export const EXPORTER = 'LogExportScheduleRole';

function isExport({ role, action }: Permission): boolean {
  return role === EXPORTER && action === 'dynamodb:ExportTableToPointInTime';
}

function allowedOnLog(role: string): string[] {
  return isWriter(role) ? ['dynamodb:PutItem', 'dynamodb:Query'] : ['dynamodb:Query'];
}

/** Beyond the log, command functions touch what commits are written with: they never see a read model. */
export const commandsKnowNoReadTable: TemplateRule = (template) =>
  permissions(template)
    .filter(({ role, action }) => role.endsWith('CommandsRole') && action.startsWith('dynamodb:'))
    .filter(({ target }) => !WRITE_TABLES.includes(target?.id ?? '') && target?.id !== 'RateLimitsTable')
    .map(({ role, action, target }) => `${role} allows ${action} on ${target?.id ?? 'anything'}`);

/** Who could put or delete a counter would let somebody pass. */
export const countersOnlyCount: TemplateRule = (template) =>
  permissions(template)
    .filter(({ target, action }) => target?.id === 'RateLimitsTable' && action !== 'dynamodb:UpdateItem')
    .map(({ role, action }) => `${role} allows ${action} on the counters of requests`);

/** A recorded answer is put once and expires by itself: who could change it could tell a client a lie. */
export const insertOnlyAnswers: TemplateRule = (template) =>
  permissions(template)
    .filter(({ target }) => target?.id === 'IdempotencyTable')
    .filter(
      ({ role, action }) => !isWriter(role) || !['dynamodb:PutItem', 'dynamodb:GetItem'].includes(action),
    )
    .map(({ role, action }) => `${role} allows ${action} on the recorded answers`);

/** Only who verifies tokens, or shows the keys for it, reads the public keys; nobody of these can make a token. */
export const keysApart: TemplateRule = (template) =>
  permissions(template)
    .filter(({ role, target }) => target?.id === 'SigningKeys' && VERIFIERS.includes(role))
    .map(
      ({ role, action }) =>
        `${role} allows ${action} on SigningKeys; it verifies tokens and must not make any`,
    );

const VERIFIERS = ['AuthorizerRole', 'SystemApiRole'];

/** A table, stream, queue or secret named in the environment is used, and what is used is named there. */
export const environmentMatchesPermissions: TemplateRule = (template) =>
  resourcesOf(template, FUNCTION).flatMap(({ id, properties }) => {
    const named = new Set(refsIn(objectAt(properties, 'Environment', 'Variables')));
    const granted = permissions(template).filter(({ role }) => role === `${id}Role`);
    const ids = new Set(granted.filter(callsIt).flatMap(({ target }) => target?.id ?? []));
    const secrets = secretsOf(template);
    const data = [...named].filter((name) => /(Table|Queue|Stream)$/.test(name) || secrets.has(name));
    return [
      ...data.filter((name) => !ids.has(name)).map((name) => `${id} knows ${name} but may not use it`),
      ...[...ids]
        .filter((name) => !named.has(name))
        .map((name) => `${id} may use ${name} but does not know its name`),
    ];
  });

/** What the function itself calls, and not Lambda for its log, mapping or failure destination. */
function callsIt({ action, target }: Permission): boolean {
  const forLambda = /^(logs|s3):|^kinesis:(?!PutRecords)|^sqs:(?!SendMessage)/;
  return !forLambda.test(action) && (target?.part === 'Arn' || target?.part === 'Ref');
}

/** Logical ids of all `!Ref` and `!GetAtt` within a value. */
function refsIn(value: Json): string[] {
  if (Array.isArray(value)) return value.flatMap(refsIn);
  const ref = refAt(value);
  if (ref !== undefined) return [ref];
  const attribute = isJsonObject(value) ? value['Fn::GetAtt'] : undefined;
  if (Array.isArray(attribute) && typeof attribute[0] === 'string') return [attribute[0]];
  return isJsonObject(value) ? Object.values(value).flatMap(refsIn) : [];
}
