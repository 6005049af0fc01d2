import type { APIGatewayProxyEventV2 } from 'aws-lambda';

/** A person who signed in, a program with a token of its own, or whoever came without a token. */
export type PrincipalKind = 'user' | 'service' | 'anonymous';

/** Who asks. Made of a token that the authorizer has verified; a function trusts nothing else that a request says. */
export interface Principal {
  readonly kind: PrincipalKind;
  /** The token's `sub`; empty for `anonymous`. */
  readonly subject: string;
  readonly roles: readonly string[];
  /** All claims of the token. */
  readonly claims: Readonly<Record<string, unknown>>;
  /** Unix seconds from which on the token is no good any more; the authorizer's answer is kept for longer. */
  readonly expiresAt: number;
}

export const anonymous: Principal = {
  kind: 'anonymous',
  subject: '',
  roles: [],
  claims: {},
  expiresAt: Infinity,
};

/** The word for a principal in commits and idempotency keys. No process is called so: theirs have a slash. */
export function actorOf({ kind, subject }: Principal): string {
  return kind === 'anonymous' ? kind : `${kind}:${subject}`;
}

/**
 * What an authorizer passes on to the functions behind it: texts alone, as all of its context arrives as text in the end
 * ("Control access to HTTP APIs with AWS Lambda authorizers").
 */
export interface AuthorizerContext {
  /** A `Principal`, as JSON. */
  readonly principal: string;
}

export function contextFor(principal: Principal): AuthorizerContext {
  return { principal: JSON.stringify(principal) };
}

type RequestContext = APIGatewayProxyEventV2['requestContext'] & {
  readonly authorizer?: { readonly lambda?: Readonly<Record<string, unknown>> | null };
};

/**
 * Who asks, as the authorizer in front of the route has found out. A route without one is everybody's: whatever token
 * comes along is not looked at.
 */
export function principalOf({ requestContext }: Pick<APIGatewayProxyEventV2, 'requestContext'>): Principal {
  const { principal } = (requestContext as RequestContext).authorizer?.lambda ?? {};
  return typeof principal === 'string' ? (JSON.parse(principal) as Principal) : anonymous;
}
