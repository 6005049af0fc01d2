import { holds } from './condition';
import type { AwsCall, Statement } from './statement';
import { matchesWildcard } from './wildcard';

export type Verdict =
  | { readonly allowed: true }
  | {
      readonly allowed: false;
      /** The first one that is refused. */
      readonly resource: string;
      /** Explicit when a Deny forbids the call; otherwise nothing allows it. */
      readonly reason: 'explicit' | 'implicit';
      /** Whether a statement would allow the call if its conditions held. */
      readonly conditionsFail: boolean;
    };

const ALLOWED: Verdict = { allowed: true };

/**
 * Holds a call against the statements of a role: everything is refused that is not allowed, and a Deny
 * wins over every Allow ("Policy evaluation logic" of the IAM user guide). Pure.
 */
export function evaluate(statements: readonly Statement[], call: AwsCall): Verdict {
  const action = call.action.toLowerCase();
  const about = statements.filter(({ actions }) =>
    actions.some((pattern) => matchesWildcard(pattern, action)),
  );
  for (const resource of call.resources) {
    const verdict = verdictOn(resource, about, call);
    if (!verdict.allowed) return verdict;
  }
  return ALLOWED;
}

function verdictOn(resource: string, about: readonly Statement[], { conditionKeys }: AwsCall): Verdict {
  let allowed = false;
  let conditionsFail = false;
  for (const { effect, resources, inverted = false, conditions } of about) {
    if (resources.some((pattern) => matchesWildcard(pattern, resource)) === inverted) continue;
    const applies = conditions.every((condition) => holds(condition, conditionKeys));
    if (applies && effect === 'Deny') {
      return { allowed: false, resource, reason: 'explicit', conditionsFail: false };
    }
    if (effect === 'Deny') continue;
    if (applies) allowed = true;
    else conditionsFail = true;
  }
  return allowed ? ALLOWED : { allowed: false, resource, reason: 'implicit', conditionsFail };
}
