import type { TokenSettings } from '../identity/token-settings';

/** What a function is told by template.yaml. The only reader of `process.env`. */
export class Environment {
  constructor(private readonly variables: Readonly<Record<string, string | undefined>> = process.env) {}

  /** Physical name, or URL, of a resource. @throws Error when the function has not been given it */
  resource(logicalId: string): string {
    const name = variableOf(logicalId);
    // Never "add it to template.yaml": without its permission, and gone with the next `npm run template`.
    return this.required(
      name,
      `this function may not use ${logicalId}. Name it in the manifest (\`reads\` for what queries read, \`table\` and ` +
        '`details` of a projection for what it writes), then run npm run template.',
    );
  }

  /** Whether the function has been given the resource. */
  has(logicalId: string): boolean {
    return this.variables[variableOf(logicalId)] !== undefined;
  }

  /** Seconds for which a consumer that fails is tried again. */
  get catchUpSeconds(): number {
    return Number(
      this.required('CATCH_UP_FOR_SECONDS', 'add it to the environment of CatchUp in template.yaml.'),
    );
  }

  /** In whose name access tokens are made and taken. */
  get tokens(): TokenSettings {
    const fix = 'add it to the Globals of template.yaml.';
    return { issuer: this.required('TOKEN_ISSUER', fix), audience: this.required('TOKEN_AUDIENCE', fix) };
  }

  /** The Cognito user pool whose tokens are taken too. @throws Error for one without clients */
  get userPool(): { readonly id: string; readonly clientIds: readonly string[] } | undefined {
    const id = this.variables.USER_POOL_ID;
    if (!id) return undefined;
    const clientIds = this.listed('USER_POOL_CLIENT_IDS');
    if (clientIds.length > 0) return { id, clientIds };
    throw new Error(
      'USER_POOL_CLIENT_IDS is not set: name the app clients in the parameter UserPoolClientIds.',
    );
  }

  /** Where commands that are sent later are kept. They are sent to this function. */
  get schedules(): { group: string; target: string; role: string; deadLetters: string } {
    const deadLetters = this.resource('ScheduleDeadLetterQueue');
    const [, partition = '', , region = '', account = ''] = deadLetters.split(':');
    const name = this.required('AWS_LAMBDA_FUNCTION_NAME', 'Lambda sets it.');
    return {
      group: this.resource('ScheduleGroup'),
      // The template cannot tell a function its own ARN.
      target: `arn:${partition}:lambda:${region}:${account}:function:${name}`,
      role: this.resource('SchedulerRole'),
      deadLetters,
    };
  }

  /** The lowest level that is logged. */
  get logLevel(): string {
    return this.variables.LOG_LEVEL ?? 'INFO';
  }

  get serviceName(): string | undefined {
    return this.variables.SERVICE_NAME;
  }

  /** Of the invocation under way, when it is traced: `Root=1-65...;Parent=...` has it. */
  get traceId(): string | undefined {
    return /(?:^|;)Root=([^;]+)/u.exec(this.variables._X_AMZN_TRACE_ID ?? '')?.[1];
  }

  /** The URLs in a variable that lists several, separated by spaces or commas; none when the function has not been given it. */
  urls(variable: string): readonly string[] {
    return this.listed(variable);
  }

  private listed(variable: string): string[] {
    return (this.variables[variable] ?? '').split(/[\s,]+/u).filter((each) => each !== '');
  }

  private required(name: string, fix: string): string {
    const value = this.variables[name];
    if (value) return value;
    throw new Error(`${name} is not set: ${fix}`);
  }
}

/** `IamUsersTable` -> `IAM_USERS_TABLE`: the variable that tells a function the physical name of a resource. */
export function variableOf(logicalId: string): string {
  return logicalId.replaceAll(/(?<=[a-z0-9])(?=[A-Z])/gu, '_').toUpperCase();
}
