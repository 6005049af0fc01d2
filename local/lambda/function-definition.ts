import { localArn } from '../services/local-account';
import { isJsonObject, type Json, type JsonObject } from '../template/json';
import type { Resource } from '../template/resource';
import { TemplateError } from '../template/template-error';

/** An AWS::Serverless::Function as Lambda sees it. */
export interface FunctionDefinition {
  readonly logicalId: string;
  readonly name: string;
  readonly arn: string;
  /** Under which its newest version is published, if it is: AutoPublishAlias. */
  readonly alias: string | undefined;
  /** `file.export` */
  readonly handler: string;
  readonly timeoutSeconds: number;
  readonly memoryMegabytes: number;
  readonly runtime: string;
  /** The most invocations at a time that the template reserves, if it does. */
  readonly reservedConcurrency: number | undefined;
  /** Name of the log group that it writes to. */
  readonly logGroup: string;
  /** Environment.Variables of the template. */
  readonly variables: Readonly<Record<string, string>>;
}

export const FUNCTION_TYPE = 'AWS::Serverless::Function';

export function functionArn(name: string): string {
  return localArn('lambda', `function:${name}`);
}

/** @throws TemplateError for what this machine cannot run: container images and other languages */
export function functionDefinition({ logicalId, properties }: Resource): FunctionDefinition {
  const path = ['Resources', logicalId, 'Properties'];
  const { Handler: handler, Runtime: runtime } = properties;
  if (properties.PackageType === 'Image')
    throw new TemplateError(path, 'container images do not run on this machine');
  if (typeof runtime !== 'string' || !runtime.startsWith('nodejs')) {
    throw new TemplateError(
      path,
      `Runtime must be a Node.js one such as nodejs24.x, not ${JSON.stringify(runtime)}`,
    );
  }
  if (typeof handler !== 'string') throw new TemplateError(path, 'needs a Handler such as commands.handler');
  if (!['string', 'undefined'].includes(typeof properties.AutoPublishAlias))
    throw new TemplateError([...path, 'AutoPublishAlias'], 'must be the name of an alias such as live');
  const name = functionName(logicalId, properties);
  return {
    logicalId,
    name,
    arn: functionArn(name),
    alias: aliasOf(properties),
    handler,
    runtime,
    timeoutSeconds: number(properties.Timeout, 3, [...path, 'Timeout']),
    memoryMegabytes: number(properties.MemorySize, 128, [...path, 'MemorySize']),
    reservedConcurrency:
      properties.ReservedConcurrentExecutions === undefined
        ? undefined
        : number(properties.ReservedConcurrentExecutions, 0, [...path, 'ReservedConcurrentExecutions']),
    logGroup: logGroup(name, properties),
    variables: variables(properties, path),
  };
}

/** Source: "Node.js 24 runtime" of the Lambda guide: it takes no handlers with a callback. */
export function hasCallbacks(runtime: string): boolean {
  return Number(/^nodejs(\d+)/.exec(runtime)?.[1] ?? Infinity) < 24;
}

export function functionName(logicalId: string, properties: JsonObject): string {
  return typeof properties.FunctionName === 'string' ? properties.FunctionName : logicalId;
}

/** Source: "AutoPublishAlias" under "AWS::Serverless::Function" of the AWS SAM specification. */
export function aliasOf({ AutoPublishAlias: alias }: JsonObject): string | undefined {
  return typeof alias === 'string' ? alias : undefined;
}

function logGroup(name: string, { LoggingConfig: config }: JsonObject): string {
  const given = isJsonObject(config) ? config.LogGroup : undefined;
  return typeof given === 'string' ? given : `/aws/lambda/${name}`;
}

function number(value: Json | undefined, fallback: number, path: readonly string[]): number {
  const result = Number(value ?? fallback);
  if (!Number.isFinite(result) || result < 0) throw new TemplateError(path, 'must be a number');
  return result;
}

/** Source: "Defined runtime environment variables" of Lambda. */
const RESERVED =
  /^(?:_HANDLER|_X_AMZN_TRACE_ID|AWS_(?:DEFAULT_)?REGION|AWS_EXECUTION_ENV|AWS_ACCESS_KEY(?:_ID)?|AWS_SECRET_ACCESS_KEY|AWS_SESSION_TOKEN|AWS_LAMBDA_(?:FUNCTION_(?:NAME|MEMORY_SIZE|VERSION)|INITIALIZATION_TYPE|LOG_(?:GROUP|STREAM)_NAME|RUNTIME_API)|LAMBDA_(?:TASK_ROOT|RUNTIME_DIR))$/;

function variables(properties: JsonObject, path: readonly string[]): Record<string, string> {
  const environment = properties.Environment ?? {};
  const declared = isJsonObject(environment) ? (environment.Variables ?? {}) : {};
  if (!isJsonObject(declared)) throw new TemplateError([...path, 'Environment'], 'Variables must be a map');
  return Object.fromEntries(
    Object.entries(declared).map(([name, value]) => {
      const place = [...path, 'Environment', 'Variables', name];
      if (RESERVED.test(name)) {
        throw new TemplateError(place, 'is a variable that Lambda sets, and nobody else may; remove it');
      }
      if (typeof value === 'object') throw new TemplateError(place, 'must be text');
      return [name, String(value)];
    }),
  );
}
