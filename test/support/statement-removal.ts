import { LEADING_KEYS } from '../../local/permissions/condition';
import { evaluate } from '../../local/permissions/evaluate';
import type { ExecutionRole } from '../../local/permissions/execution-role';
import type { AwsCall, Condition, Statement } from '../../local/permissions/statement';

/** A call and the role of the function that made it, as the runtime tells of calls that it allows. */
export interface CallOfRole {
  readonly role: Pick<ExecutionRole, 'logicalId'>;
  readonly call: AwsCall;
}

export interface RemovalReport {
  /** How many of each were taken away in turn. */
  readonly tried: Readonly<Record<Kind, number>>;
  /** Each thing that can be taken away without anything failing, e.g. `R: action dynamodb:scan of statement 2`. */
  readonly idle: readonly string[];
}

type Kind = 'statements' | 'actions' | 'resources' | 'conditions';

interface Variant {
  readonly kind: Kind;
  readonly what: string;
  readonly statements: readonly Statement[];
}

/**
 * Takes away each statement, action, resource and condition of some roles in turn, and holds recorded calls against
 * what is left. A thing is needed when something fails without it: a call that was allowed is refused, or one that
 * must be refused is allowed. Calls that a condition must refuse are made of the recorded ones: the same call on
 * the keys of somebody else.
 *
 * @param refused further calls that must stay refused, for each Deny
 */
export function removeEach(
  roles: Iterable<ExecutionRole>,
  allowed: readonly CallOfRole[],
  refused: readonly CallOfRole[] = [],
): RemovalReport {
  const tried: Record<Kind, number> = { statements: 0, actions: 0, resources: 0, conditions: 0 };
  const idle: string[] = [];
  const distinct = new Map([...roles].map((role) => [role.logicalId, role]));
  for (const { logicalId, statements } of distinct.values()) {
    const allowedCalls = distinctCalls(allowed, logicalId);
    const refusedCalls = [
      ...distinctCalls(refused, logicalId),
      ...allowedCalls.flatMap((call) => strangers(call, statements)),
    ];
    for (const { kind, what, statements: left } of variants(statements)) {
      tried[kind]++;
      const fails =
        allowedCalls.some((call) => !evaluate(left, call).allowed) ||
        refusedCalls.some((call) => evaluate(left, call).allowed);
      if (!fails) idle.push(`${logicalId}: ${what}`);
    }
  }
  return { tried, idle };
}

function distinctCalls(calls: readonly CallOfRole[], role: string): AwsCall[] {
  const ofRole = calls.filter((call) => call.role.logicalId === role).map(({ call }) => call);
  return [...new Map(ofRole.map((call) => [JSON.stringify(call), call])).values()];
}

/** What takes a statement's only action or resource away takes the statement away, which is tried by itself. */
function variants(statements: readonly Statement[]): Variant[] {
  return statements.flatMap((statement, index) => {
    const replaced = (change: Partial<Statement>): Statement[] =>
      statements.with(index, { ...statement, ...change });
    const place = `of statement ${index + 1}`;
    const { actions, resources, conditions } = statement;
    const summary = `statement ${index + 1} (${statement.effect} ${actions.join(', ')})`;
    return [
      { kind: 'statements' as const, what: summary, statements: statements.toSpliced(index, 1) },
      ...withoutOne(actions, 2).map(([action, left]) => ({
        kind: 'actions' as const,
        what: `action ${action} ${place}`,
        statements: replaced({ actions: left }),
      })),
      ...withoutOne(resources, 2).map(([resource, left]) => ({
        kind: 'resources' as const,
        what: `resource ${resource} ${place}`,
        statements: replaced({ resources: left }),
      })),
      ...withoutOne(conditions, 1).map(([condition, left]) => ({
        kind: 'conditions' as const,
        what: `condition ${condition.operator} ${condition.key} ${place}`,
        statements: replaced({ conditions: left }),
      })),
    ];
  });
}

function withoutOne<T>(list: readonly T[], atLeast: number): [T, T[]][] {
  return list.length < atLeast ? [] : list.map((one, index) => [one, list.toSpliced(index, 1)]);
}

/** The call with keys that some condition does not take, as far as the statements refuse it. */
function strangers(call: AwsCall, statements: readonly Statement[]): AwsCall[] {
  return statements
    .flatMap(({ conditions }) => conditions)
    .flatMap((condition) => foreignValues(condition).map((value) => withKey(call, condition.key, value)))
    .filter((stranger) => !evaluate(statements, stranger).allowed);
}

/** One of them does not fit, whether the condition is negated or not. */
function foreignValues({ key, values }: Condition): string[] {
  return key === LEADING_KEYS ? ['somebody-else/thing#1', ...values] : ['somebody else', ...values];
}

function withKey(call: AwsCall, key: string, value: string): AwsCall {
  return { ...call, conditionKeys: { ...call.conditionKeys, [key]: [value] } };
}
