import type { Principal } from '../../src/identity/principal';
import type { AccessRule, Condition } from '../../src/http/access';

/** What a token has to say so that a route lets its bearer in. */
export type Bearer = Pick<Principal, 'subject' | 'roles'>;

/**
 * Whom a rule lets in, one for each of its conditions; nobody in particular where everybody is.
 *
 * @param parameters of the path that is asked for
 * @param subject of those of whom it makes no difference
 */
export function letIn(
  rule: AccessRule,
  parameters: Readonly<Record<string, string>>,
  subject: string,
): Bearer[] {
  if (rule.kind === 'public') return [];
  return rule.conditions.map((condition) => bearerFor(condition, parameters, subject));
}

function bearerFor(
  condition: Condition,
  parameters: Readonly<Record<string, string>>,
  subject: string,
): Bearer {
  switch (condition.kind) {
    case 'authenticated':
      return { subject, roles: [] };
    case 'role':
      return { subject, roles: [condition.role] };
    case 'owner': {
      const { parameter, role } = condition;
      return { subject: parameters[parameter] ?? subject, roles: role === undefined ? [] : [role] };
    }
  }
}
