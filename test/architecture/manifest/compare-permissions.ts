import { permissions, type Permission } from '../template/permission';
import { FUNCTION, resource, type TemplateDocument } from '../template/template-document';
import type { FunctionPlan } from './function-plan';

/** What a function's role allows its code to call: all that is needed and no more. */
export function comparePermissions(plan: FunctionPlan, template: TemplateDocument): string[] {
  if (resource(template, FUNCTION, plan.id) === undefined) return [];
  const role = `${plan.id}Role`;
  const granted = permissions(template).filter((each) => each.role === role && isOfCode(each));
  return [...missing(plan, role, granted), ...superfluous(plan, role, granted)];
}

function missing({ uses }: FunctionPlan, role: string, granted: readonly Permission[]): string[] {
  return uses.flatMap(({ resource: id, needs, why }) => {
    const actions = granted.filter(({ target }) => target?.id === id).map(calledBy);
    const lacking = needs.filter((action) => !actions.includes(action));
    return lacking.map((action) => `${role} lacks ${action} on ${id} (${why})`);
  });
}

function superfluous({ id, uses }: FunctionPlan, role: string, granted: readonly Permission[]): string[] {
  const called = new Set(uses.flatMap((use) => use.needs.map((action) => `${action} ${use.resource}`)));
  return granted
    .map((each) => ({ action: calledBy(each), on: each.target?.id ?? 'anything' }))
    .filter(({ action, on }) => !called.has(`${action} ${on}`))
    .map(({ action, on }) => `${role} allows ${action} on ${on}, which ${id} never calls`);
}

/** Not what Lambda does with the role for a log, an event source or a failure destination. */
function isOfCode({ action, target }: Permission): boolean {
  return (
    /^(dynamodb:|kinesis:Put|sqs:Send)/.test(action) &&
    (target === undefined || /^Arn(\/index\/|$)/.test(target.part))
  );
}

/** `dynamodb:Query`, or `dynamodb:Query of /index/byName`. */
function calledBy({ action, target }: Permission): string {
  const index = target?.part.slice('Arn'.length) ?? '';
  return index === '' ? action : `${action} of ${index}`;
}
