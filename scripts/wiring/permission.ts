import type { Json } from '../../local/template/json';
import {
  listAt,
  partAt,
  refAt,
  ROLE,
  resourcesOf,
  valueAt,
  type ResourcePart,
  type TemplateDocument,
} from './template-document';

/** One action on one resource that a role allows. */
export interface Permission {
  readonly role: string;
  readonly action: string;
  /** undefined where the resource is not a part of one in the template, such as `*`; the part `Ref` where it is `!Ref` */
  readonly target: ResourcePart | undefined;
  /** The ARN of a resource that is written as a text, and `all but` the ARN of a statement with `NotResource`. */
  readonly elsewhere?: string;
  /** Partition keys that the call may name, where the statement has that condition. */
  readonly leadingKeys: readonly string[];
}

/** Every action and resource of every role's statements, one by one. */
export function permissions(template: TemplateDocument): Permission[] {
  return resourcesOf(template, ROLE).flatMap(({ id, properties }) => permissionsIn(id, properties.Policies));
}

/** What a role's policies allow. @param policies the list in its `Policies` */
export function permissionsIn(role: string, policies: Json | undefined): Permission[] {
  return listAt(policies)
    .flatMap((policy) => listAt(policy, 'PolicyDocument', 'Statement'))
    .filter((statement) => valueAt(statement, 'Effect') !== 'Deny')
    .flatMap((statement) =>
      actions(statement).flatMap((action) =>
        [
          ...listAt(statement, 'Resource').map((resource) => ({
            target: partAt(resource) ?? whole(resource),
            ...elsewhere(resource, ''),
          })),
          ...listAt(statement, 'NotResource').map((resource) => ({
            target: undefined,
            ...elsewhere(resource, 'all but '),
          })),
        ].map((allowed) => ({ role, action, ...allowed, leadingKeys: leadingKeys(statement) })),
      ),
    );
}

/** The text of an ARN that is written out. */
function elsewhere(resource: Json, but: string): Pick<Permission, 'elsewhere'> {
  const text = valueAt(resource, 'Fn::Sub');
  return typeof text === 'string' ? { elsewhere: `${but}${text}` } : {};
}

/** What `!Ref` gives for a secret is its ARN. */
function whole(resource: Json): ResourcePart | undefined {
  const id = refAt(resource);
  return id === undefined ? undefined : { id, part: 'Ref' };
}

function actions(statement: Json): string[] {
  return listAt(statement, 'Action').filter((action) => typeof action === 'string');
}

function leadingKeys(statement: Json): string[] {
  return listAt(statement, 'Condition', 'ForAllValues:StringLike', 'dynamodb:LeadingKeys').filter(
    (key) => typeof key === 'string',
  );
}
