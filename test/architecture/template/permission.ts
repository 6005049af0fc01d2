import type { Json } from '../../../local/template/json';
import {
  listAt,
  partAt,
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
  /** undefined where the resource is not a part of one in the template, such as `*` */
  readonly target: ResourcePart | undefined;
}

/** Every action and resource of every role's statements, one by one. */
export function permissions(template: TemplateDocument): Permission[] {
  return resourcesOf(template, ROLE).flatMap(({ id, properties }) =>
    listAt(properties, 'Policies')
      .flatMap((policy) => listAt(policy, 'PolicyDocument', 'Statement'))
      .filter((statement) => valueAt(statement, 'Effect') !== 'Deny')
      .flatMap((statement) =>
        actions(statement).flatMap((action) =>
          listAt(statement, 'Resource').map((resource) => ({
            role: id,
            action,
            target: partAt(resource),
          })),
        ),
      ),
  );
}

function actions(statement: Json): string[] {
  return listAt(statement, 'Action').filter((action) => typeof action === 'string');
}
