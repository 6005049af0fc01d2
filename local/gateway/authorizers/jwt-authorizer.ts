import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { decodeProtectedHeader, errors, jwtVerify, type JWTPayload } from 'jose';
import { thrownMessage } from '../../thrown-message';
import type { RuntimeLog } from '../../runtime-log';
import { failure } from '../http-answer';
import { refused, type Authorization } from './authorization';
import type { JwtAuthorizerDefinition } from './authorizer-definition';
import { claimTexts, scopesOf } from './claims';
import { identityOf } from './identity-source';
import { IssuerKeys } from './issuer-keys';

/** "Currently, only RSA-based algorithms are supported", in "Control access to HTTP APIs with JWT authorizers". */
const ALGORITHMS = ['RS256', 'RS384', 'RS512'];

/** What is wrong with a token, as `WWW-Authenticate` says it. */
class InvalidToken extends Error {}

/** Verifies tokens of one issuer. Source: "Control access to HTTP APIs with JWT authorizers". */
export class JwtAuthorizer {
  private readonly keys: IssuerKeys;

  /** @param options `now` in milliseconds since the epoch */
  constructor(
    private readonly definition: JwtAuthorizerDefinition,
    private readonly options: { readonly log: RuntimeLog; readonly now?: () => number },
  ) {
    this.keys = new IssuerKeys(definition.issuer);
  }

  /** @param scopes one of which the token needs, if there are any */
  async authorize(event: APIGatewayProxyEventV2, scopes: readonly string[]): Promise<Authorization> {
    const given = identityOf(this.definition.identitySource, event);
    if (given === undefined) return unauthorized('Bearer');
    try {
      const claims = await this.verify(given.replace(/^Bearer +/i, ''));
      const granted = scopesOf(claims).filter((scope) => scopes.includes(scope));
      if (scopes.length > 0 && granted.length === 0) return insufficient(scopes);
      const told = { claims: claimTexts(claims), scopes: scopes.length > 0 ? granted : null };
      return { granted: true, authorizer: { v1: told, v2: { jwt: told } } };
    } catch (error) {
      if (!(error instanceof InvalidToken)) throw error;
      return unauthorized(
        `Bearer scope="${scopes.join(' ')}" error="invalid_token" error_description="${error.message}"`,
      );
    }
  }

  /** @throws InvalidToken for whatever keeps a token from being taken */
  private async verify(token: string): Promise<JWTPayload> {
    const { alg, kid } = headerOf(token);
    if (alg === undefined || !ALGORITHMS.includes(alg)) {
      this.tell(
        `refused a token that is signed with ${JSON.stringify(alg)}: HTTP APIs take ${ALGORITHMS.join(', ')}`,
      );
      throw new InvalidToken('the token is signed with an algorithm that is not supported');
    }
    if (kid === undefined) throw new InvalidToken('the token has no kid');
    const currentDate = new Date((this.options.now ?? Date.now)());
    const claims = await this.verified(token, currentDate);
    this.refuseOthers(claims, currentDate);
    return claims;
  }

  private async verified(token: string, currentDate: Date): Promise<JWTPayload> {
    try {
      const { payload } = await jwtVerify(token, await this.keys.get(), {
        algorithms: ALGORITHMS,
        issuer: this.definition.issuer,
        requiredClaims: ['exp'],
        currentDate,
      });
      return payload;
    } catch (error) {
      throw new InvalidToken(this.problemOf(error));
    }
  }

  /** `client_id` stands for the audience of a token that has none. */
  private refuseOthers(claims: JWTPayload, now: Date): void {
    const audience: unknown[] = [claims.aud ?? claims.client_id].flat();
    if (!this.definition.audience.some((each) => audience.includes(each)))
      throw new InvalidToken('the token does not have a valid audience');
    if (typeof claims.iat === 'number' && claims.iat > now.getTime() / 1000)
      throw new InvalidToken('the token is issued in the future');
  }

  private problemOf(error: unknown): string {
    if (error instanceof errors.JWTExpired) return 'the token has expired';
    if (error instanceof errors.JWTClaimValidationFailed)
      return `the token does not have a valid ${error.claim}`;
    if (error instanceof errors.JWKSNoMatchingKey) return 'the token is signed with a key that is not known';
    if (error instanceof errors.JWSSignatureVerificationFailed) return 'signature verification failed';
    if (error instanceof errors.JWTInvalid || error instanceof errors.JWSInvalid)
      return 'the token cannot be decoded';
    this.tell(`cannot ask the issuer for its keys: ${thrownMessage(error)}`);
    return 'OIDC discovery endpoint communication error';
  }

  private tell(reason: string): void {
    this.options.log.write('warn', `the authorizer ${this.definition.name} ${reason}`);
  }
}

function headerOf(token: string): { readonly alg?: string; readonly kid?: string } {
  try {
    return decodeProtectedHeader(token);
  } catch {
    throw new InvalidToken('the token cannot be decoded');
  }
}

function unauthorized(challenge: string): Authorization {
  return withChallenge(401, 'Unauthorized', challenge);
}

function insufficient(scopes: readonly string[]): Authorization {
  return withChallenge(403, 'Forbidden', `Bearer scope="${scopes.join(' ')}" error="insufficient_scope"`);
}

function withChallenge(status: number, message: string, challenge: string): Authorization {
  const answer = failure(status, message);
  return refused({ ...answer, headers: { ...answer.headers, 'www-authenticate': challenge } });
}
