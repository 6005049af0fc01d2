import { policyStatements } from '../../permissions/policy-document';
import type { Statement } from '../../permissions/statement';
import { isJsonObject, type Json, type JsonObject } from '../../template/json';
import { TemplateError } from '../../template/template-error';

/** What an authorizer has said: yes or no to everything, or to what a policy is about. */
export type AuthorizerAnswer = SimpleAnswer | PolicyAnswer;

interface SimpleAnswer {
  readonly kind: 'simple';
  readonly isAuthorized: boolean;
  readonly context: JsonObject | null;
}

interface PolicyAnswer {
  readonly kind: 'policy';
  readonly principalId: string;
  readonly statements: readonly Statement[];
  readonly context: JsonObject | null;
}

/** No answer, or one for which API Gateway answers 500. */
export interface MalformedAnswer {
  readonly kind: 'malformed';
  /** What the authorizer did: `gave an answer that ...`. */
  readonly problem: string;
}

/**
 * Source: "Lambda authorizer response format" under "Control access to HTTP APIs with AWS Lambda authorizers".
 *
 * @param payload JSON text, as the function gave it
 */
export function authorizerAnswer(payload: string, isSimple: boolean): AuthorizerAnswer | MalformedAnswer {
  const answer = JSON.parse(payload) as Json;
  if (!isJsonObject(answer)) return malformed('gave an answer that is no object');
  const { context = null } = answer;
  if (context !== null && !isJsonObject(context)) return malformed('gave a context that is no object');
  return isSimple ? simpleAnswer(answer, context) : policyAnswer(answer, context);
}

function simpleAnswer(
  { isAuthorized }: JsonObject,
  context: JsonObject | null,
): SimpleAnswer | MalformedAnswer {
  if (typeof isAuthorized === 'boolean') return { kind: 'simple', isAuthorized, context };
  return malformed(
    'gave an answer without isAuthorized, true or false, although it is declared to give simple responses',
  );
}

function policyAnswer(
  { principalId, policyDocument, usageIdentifierKey = null }: JsonObject,
  context: JsonObject | null,
): PolicyAnswer | MalformedAnswer {
  if (typeof principalId !== 'string') return malformed('gave a policy without a principalId');
  // It counts towards the usage plans of REST APIs, and HTTP APIs have none.
  if (usageIdentifierKey !== null && typeof usageIdentifierKey !== 'string') {
    return malformed('gave a usageIdentifierKey that is no text');
  }
  try {
    const statements = policyStatements(policyDocument, ['policyDocument']);
    return { kind: 'policy', principalId, statements, context };
  } catch (error) {
    if (error instanceof TemplateError)
      return malformed(`gave no policy that can be followed: ${error.message}`);
    throw error;
  }
}

export function malformed(problem: string): MalformedAnswer {
  return { kind: 'malformed', problem };
}
