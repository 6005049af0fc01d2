import { functionArn, type FunctionDefinition } from '../../../local/lambda/function-definition';

/** A function as a template without particulars declares it. */
export function functionNamed(
  logicalId: string,
  changes: Partial<FunctionDefinition> = {},
): FunctionDefinition {
  return {
    logicalId,
    name: logicalId,
    arn: functionArn(logicalId),
    alias: undefined,
    handler: 'index.handler',
    timeoutSeconds: 3,
    memoryMegabytes: 128,
    runtime: 'nodejs24.x',
    reservedConcurrency: undefined,
    logGroup: `/aws/lambda/${logicalId}`,
    variables: {},
    ...changes,
  };
}
