import type { FunctionDefinition } from '../lambda/function-definition';
import { functionReference, type FunctionReference } from '../lambda/function-reference';
import type { Json } from '../template/json';
import { TemplateError, type TemplatePath } from '../template/template-error';

/** `arn:aws:apigateway:<region>:lambda:path/2015-03-31/functions/<ARN of the function>/invocations` */
const invocationUri = /^arn:[^:]+:apigateway:[^:]+:lambda:path\/2015-03-31\/functions\/(.+)\/invocations$/;

/**
 * The function of this template behind the URI of an integration or an authorizer.
 *
 * @throws TemplateError for any other URI
 */
export function integratedFunction(
  uri: Json | undefined,
  path: TemplatePath,
  functions: readonly FunctionDefinition[],
): FunctionReference {
  const called = typeof uri === 'string' ? invocationUri.exec(uri)?.[1] : undefined;
  if (called === undefined) {
    throw new TemplateError(
      path,
      'must be !Sub arn:${AWS::Partition}:apigateway:${AWS::Region}:lambda:path/2015-03-31/functions/${Function.Arn}/invocations',
    );
  }
  const found = functionReference(called, functions);
  if (found !== undefined) return found;
  throw new TemplateError(path, `${called} is no function of this template`);
}
