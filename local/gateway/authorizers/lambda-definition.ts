import type { Json } from '../../template/json';
import { TemplateError, type TemplatePath } from '../../template/template-error';
import { booleanOf, numberOf } from '../../template/values';
import type { LambdaAuthorizerDefinition } from './authorizer-definition';
import { identitySource, type IdentitySource } from './identity-source';

/** Where to look for who sends a request, as a template says it. */
export interface DeclaredSources {
  readonly values: readonly string[];
  readonly path: TemplatePath;
  /** Of the API. */
  readonly stageVariables: Readonly<Record<string, string>>;
}

/** A setting with its place in the template, for messages. */
export interface Placed {
  readonly value: Json | undefined;
  readonly path: TemplatePath;
}

export interface LambdaSettings {
  readonly format: Placed;
  readonly simple: Placed;
  readonly seconds: Placed;
  readonly sources: DeclaredSources;
}

/** Sources: "AuthorizerResultTtlInSeconds" of the API Gateway reference; "Quotas for configuring an HTTP API". */
const DEFAULT_SECONDS = 300;
const MOST_SECONDS = 3600;

/**
 * Source: "Control access to HTTP APIs with AWS Lambda authorizers".
 *
 * @throws TemplateError for what API Gateway would refuse
 */
export function lambdaDefinition(
  called: Pick<LambdaAuthorizerDefinition, 'name' | 'functionId' | 'calls' | 'path'>,
  { format, simple, seconds, sources }: LambdaSettings,
): LambdaAuthorizerDefinition {
  const { value: payloadFormat } = format;
  if (payloadFormat !== '1.0' && payloadFormat !== '2.0')
    throw new TemplateError(format.path, "must be the text '2.0' or '1.0'");
  const isSimple = booleanOf(simple.value ?? false);
  if (isSimple === undefined) throw new TemplateError(simple.path, 'must be true or false');
  if (isSimple && payloadFormat === '1.0')
    throw new TemplateError(
      simple.path,
      "needs the payload format '2.0': in '1.0' an authorizer answers with a policy",
    );
  const identitySources = identitySourcesOf(sources);
  return {
    kind: 'lambda',
    ...called,
    payloadFormat,
    isSimple,
    identitySources,
    resultSeconds: resultSeconds(seconds, identitySources.length > 0),
  };
}

export function identitySourcesOf({ values, path, stageVariables }: DeclaredSources): IdentitySource[] {
  return values.map((value) => identitySource(value, stageVariables, path));
}

function resultSeconds({ value, path }: Placed, hasIdentity: boolean): number {
  if (value === undefined) return hasIdentity ? DEFAULT_SECONDS : 0;
  const seconds = numberOf(value);
  if (seconds === undefined || !Number.isInteger(seconds) || seconds < 0 || seconds > MOST_SECONDS)
    throw new TemplateError(path, `must be a number of seconds from 0 to ${MOST_SECONDS}`);
  if (seconds > 0 && !hasIdentity)
    throw new TemplateError(
      path,
      'a result is kept by its identity sources, and there are none; add one, or make it 0',
    );
  return seconds;
}
