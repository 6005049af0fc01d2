import type { FunctionDefinition } from '../../lambda/function-definition';
import { functionReference } from '../../lambda/function-reference';
import { localArn } from '../local-account';

export interface InvokeRequest {
  /** Undefined for an ARN or a name that this machine has no function for. */
  readonly functionId: string | undefined;
  /** What the caller needs a permission for, with the qualifier if it names one. */
  readonly arn: string;
  readonly type: string;
}

const PATH = /^\/2015-03-31\/functions\/([^/]+)\/invocations$/;

/** Name, partial ARN or ARN, each with or without an alias or a version ("FunctionName" of Invoke). */
const FUNCTION_NAME = /^(?:(?:arn:aws:lambda:[^:]+:)?\d{12}:function:)?([\w-]+)(?::([\w$-]+))?$/;

/** Qualifiers of the code that runs here, whatever else it is published as. */
const NEWEST = new Set([undefined, '$LATEST', '1']);

/**
 * The target of an Invoke call. Source: "Invoke" of the Lambda API reference.
 *
 * @returns undefined for a request that is no such call
 */
export function invokeRequest(
  method: string,
  url: string,
  type: string | undefined,
  functions: readonly FunctionDefinition[],
): InvokeRequest | undefined {
  const { pathname, searchParams } = new URL(url, 'http://lambda');
  const [, encoded] = PATH.exec(pathname) ?? [];
  if (method !== 'POST' || encoded === undefined) return undefined;
  const text = decodeURIComponent(encoded);
  const [, name = text, ownQualifier] = FUNCTION_NAME.exec(text) ?? [];
  const qualifier = searchParams.get('Qualifier') ?? ownQualifier;
  const wanted = NEWEST.has(qualifier) ? name : `${name}:${qualifier ?? ''}`;
  const suffix = qualifier === undefined ? '' : `:${qualifier}`;
  return {
    functionId: functionReference(wanted, functions)?.functionId,
    arn: localArn('lambda', `function:${name}${suffix}`),
    type: type ?? 'RequestResponse',
  };
}
