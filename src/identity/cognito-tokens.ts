import { CognitoJwtVerifier } from 'aws-jwt-verify';
import {
  FetchError,
  JwksValidationError,
  WaitPeriodNotYetEndedJwkError,
  JwtBaseError,
} from 'aws-jwt-verify/error';
import { SimpleJwksCache, type JwksCache } from 'aws-jwt-verify/jwk';
import type { Principal } from './principal';
import { CLOCK_TOLERANCE, isRole, isSubject, secondsOf } from './token-rules';
import { isFromTheFuture, refused, verified, type TokenVerifier, type Verification } from './verification';

export interface UserPool {
  /** `eu-central-1_AbCdEf123` */
  readonly id: string;
  /** Of the app clients whose tokens are taken. */
  readonly clientIds: readonly string[];
}

/** Time is looked at here, as what has expired is not refused but told. */
const WHENEVER = Number.MAX_SAFE_INTEGER;

type Payload = Readonly<Record<string, unknown>>;

/**
 * Verifies access tokens of a Cognito user pool. Roles are the groups; who has no user name is a program that signed in
 * with its client's credentials.
 */
export class CognitoTokens implements TokenVerifier {
  readonly issuers: readonly string[];
  private readonly payloadOf: (token: string) => Promise<object>;

  /** @param jwksCache where the pool's public keys are kept; they are fetched when a token is first seen */
  constructor(
    { id, clientIds }: UserPool,
    private readonly now: () => Date = () => new Date(),
    jwksCache: JwksCache = new SimpleJwksCache(),
  ) {
    const region = id.slice(0, id.indexOf('_'));
    // Regional, and for pools that several regions share ("Verifying JSON web tokens" in Cognito's guide).
    this.issuers = ['cognito-idp', 'issuer-cognito-idp'].map(
      (host) => `https://${host}.${region}.amazonaws.com/${id}`,
    );
    const verifier = CognitoJwtVerifier.create(
      { userPoolId: id, clientId: [...clientIds], tokenUse: 'access', graceSeconds: WHENEVER },
      { jwksCache },
    );
    this.payloadOf = (token) => verifier.verify(token);
  }

  async verify(token: string): Promise<Verification> {
    try {
      return verificationOf({ ...(await this.payloadOf(token)) }, this.now());
    } catch (error) {
      if (
        error instanceof FetchError ||
        error instanceof JwksValidationError ||
        error instanceof WaitPeriodNotYetEndedJwkError
      )
        throw error;
      // Its message may quote the token; its name says enough.
      if (error instanceof JwtBaseError) return refused(error.constructor.name);
      throw error;
    }
  }
}

function verificationOf(payload: Payload, now: Date): Verification {
  const { sub, username, iat, nbf = 0, exp } = payload;
  if (typeof exp !== 'number' || typeof iat !== 'number') return refused('no iat or exp');
  if (isFromTheFuture(iat, now)) return refused('iat in the future');
  if (Number(nbf) > secondsOf(now) + CLOCK_TOLERANCE) return refused('nbf in the future');
  if (!isSubject(sub)) return refused('sub is none');
  const principal: Principal = {
    kind: username === undefined ? 'service' : 'user',
    subject: sub,
    roles: groupsOf(payload),
    claims: payload,
    expiresAt: exp,
  };
  return verified(principal, now);
}

/** A group whose name is no role's is one that nothing here asks for. */
function groupsOf({ 'cognito:groups': groups }: Payload): string[] {
  return Array.isArray(groups) ? groups.filter(isRole) : [];
}
