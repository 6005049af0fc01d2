import type { Json } from '../template/json';
import type { FunctionDefinition } from './function-definition';

/** What a template calls: the unpublished code of a function, or its published alias. */
export interface FunctionReference {
  readonly functionId: string;
  readonly alias: string | undefined;
  readonly arn: string;
}

/**
 * The function that a name, an ARN, or either of them with the alias at the end (`:live`) stands for.
 * Source: "FunctionName" under "AWS::Lambda::Permission" of the CloudFormation reference.
 *
 * @returns undefined when the template has no such function, or does not publish it under that alias
 */
export function functionReference(
  text: Json | undefined,
  functions: readonly FunctionDefinition[],
): FunctionReference | undefined {
  for (const { logicalId: functionId, name, arn, alias } of functions) {
    if (text === name || text === arn) return { functionId, alias: undefined, arn };
    if (alias === undefined || (text !== `${name}:${alias}` && text !== `${arn}:${alias}`)) continue;
    return { functionId, alias, arn: `${arn}:${alias}` };
  }
  return undefined;
}
