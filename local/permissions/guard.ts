import type { FunctionDefinition } from '../lambda/function-definition';
import type { RuntimeLog } from '../runtime-log';
import { LOCAL_REGION, localIdentityArn } from '../services/local-account';
import type { Access } from './access';
import { accessKeyOf, callersKey } from './caller';
import { commonKeys, LEADING_KEYS } from './condition';
import { evaluate, type Verdict } from './evaluate';
import type { ExecutionRole, ExecutionRoles } from './execution-role';
import type { AwsCall } from './statement';

/** A call that the role of its caller allows. */
export interface AuthorisedCall {
  readonly functionId: string;
  readonly role: ExecutionRole;
  readonly call: AwsCall;
}

export interface GuardOptions {
  readonly functions: readonly FunctionDefinition[];
  readonly roles: ExecutionRoles;
  readonly log: RuntimeLog;
  /** Told of every call that is allowed. */
  readonly onAuthorised?: ((call: AuthorisedCall) => void) | undefined;
}

interface Caller {
  readonly definition: FunctionDefinition;
  readonly role: ExecutionRole;
}

/** Holds the calls of functions against their roles. Whoever signs with another key is not restricted. */
export class Guard implements Access {
  private readonly callers = new Map<string, Caller>();

  constructor(private readonly options: GuardOptions) {
    for (const definition of options.functions) {
      const role = options.roles.get(definition.logicalId);
      if (role === undefined) throw new Error(`${definition.logicalId} has no role`);
      this.callers.set(accessKeyOf(definition.logicalId), { definition, role });
    }
  }

  refusalOf(authorization: string | undefined, calls: () => readonly AwsCall[]): string | undefined {
    const caller = this.callers.get(callersKey(authorization) ?? '');
    return caller && this.refusal(caller, calls());
  }

  /**
   * Holds what Lambda itself does for a function against the function's role.
   *
   * @throws an error of one line that says what to add where
   */
  require(functionId: string, purpose: string, calls: readonly AwsCall[]): void {
    const caller = this.callers.get(accessKeyOf(functionId));
    if (caller === undefined) throw new Error(`there is no function ${functionId}`);
    for (const call of calls) {
      const verdict = this.verdict(caller, call);
      if (!verdict.allowed) {
        throw new Error(`${purpose}: ${message(caller, call, verdict)}; ${remedy(caller, call, verdict)}`);
      }
    }
  }

  private refusal(caller: Caller, calls: readonly AwsCall[]): string | undefined {
    for (const call of calls) {
      const verdict = this.verdict(caller, call);
      if (verdict.allowed) continue;
      const { logicalId } = caller.definition;
      this.options.log.write(
        'warn',
        `${logicalId} was refused ${call.action} on ${shown(verdict.resource)}: ${remedy(caller, call, verdict)}`,
      );
      return message(caller, call, verdict);
    }
    return undefined;
  }

  private verdict({ definition, role }: Caller, asked: AwsCall): Verdict {
    const call = { ...asked, conditionKeys: { ...COMMON_KEYS, ...asked.conditionKeys } };
    const verdict = evaluate(role.statements, call);
    if (verdict.allowed) this.options.onAuthorised?.({ functionId: definition.logicalId, role, call });
    return verdict;
  }
}

const COMMON_KEYS = commonKeys(LOCAL_REGION);

type Refused = Extract<Verdict, { allowed: false }>;

/** Source: "Troubleshoot access denied error messages" of the IAM user guide. */
function message({ definition, role }: Caller, { action }: AwsCall, { resource, reason }: Refused): string {
  const user = localIdentityArn('sts', `assumed-role/${role.name}/${definition.name}`);
  const because =
    reason === 'explicit'
      ? 'with an explicit deny in an identity-based policy'
      : `because no identity-based policy allows the ${action} action`;
  return `User: ${user} is not authorized to perform: ${action} on resource: ${resource} ${because}`;
}

/** Phone numbers belong to people, and into no log. */
function shown(resource: string): string {
  return isPhoneNumber(resource) ? 'a phone number' : resource;
}

function isPhoneNumber(resource: string): boolean {
  return resource.startsWith('+');
}

/** Such a statement would be overwritten. */
const IF_GENERATED =
  'if npm run template writes that role, say it in the manifest (`reads`), the projection (`details`) or the process (`sends`), and run it';

function remedy({ role }: Caller, call: AwsCall, { resource, reason, conditionsFail }: Refused): string {
  if (reason === 'explicit') return `a Deny of ${role.logicalId} forbids it`;
  // No ARN names a phone number.
  if (!conditionsFail && isPhoneNumber(resource))
    return `allow the action in ${role.logicalId} with NotResource: arn:aws:sns:*:*:*; ${IF_GENERATED}`;
  if (!conditionsFail)
    return `add the action and the resource to a statement of ${role.logicalId}; ${IF_GENERATED}`;
  const keys = call.conditionKeys[LEADING_KEYS];
  const values = keys === undefined ? '' : ` (dynamodb:LeadingKeys ${keys.join(', ')})`;
  return `a condition of ${role.logicalId} does not hold${values}; widen it if the function needs this`;
}
