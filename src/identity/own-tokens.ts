import { decodeProtectedHeader, errors, jwtVerify, type JWTPayload } from 'jose';
import type { Principal } from './principal';
import type { PublicKeys } from './public-keys';
import { ALGORITHM, CLOCK_TOLERANCE, isRole, isSubject } from './token-rules';
import type { TokenSettings } from './token-settings';
import { isFromTheFuture, refused, verified, type TokenVerifier, type Verification } from './verification';

const REQUIRED = ['sub', 'role', 'iat', 'exp', 'iss', 'aud'];

/** Verifies the tokens that this application signs. */
export class OwnTokens implements TokenVerifier {
  readonly issuers: readonly string[];

  constructor(
    private readonly keys: Pick<PublicKeys, 'find'>,
    private readonly settings: TokenSettings,
    private readonly now: () => Date = () => new Date(),
  ) {
    this.issuers = [settings.issuer];
  }

  async verify(token: string): Promise<Verification> {
    const { alg, kid } = headerOf(token);
    if (alg !== ALGORITHM) return refused('another algorithm');
    if (typeof kid !== 'string') return refused('no kid');
    const key = await this.keys.find(kid);
    if (key === undefined) return refused('unknown kid');
    const now = this.now();
    try {
      const { payload } = await jwtVerify(token, key, {
        ...this.settings,
        algorithms: [ALGORITHM],
        clockTolerance: CLOCK_TOLERANCE,
        requiredClaims: REQUIRED,
        currentDate: now,
      });
      return verificationOf(payload, now);
    } catch (error) {
      // Its time is looked at last, when all the rest is right.
      if (error instanceof errors.JWTExpired) return verificationOf(error.payload, now);
      if (error instanceof errors.JOSEError) return refused(reasonOf(error));
      throw error;
    }
  }
}

function headerOf(token: string): { readonly alg?: unknown; readonly kid?: unknown } {
  try {
    return decodeProtectedHeader(token);
  } catch {
    return {};
  }
}

function verificationOf(payload: JWTPayload, now: Date): Verification {
  const { sub, role, iat = 0, exp = 0 } = payload;
  if (isFromTheFuture(iat, now)) return refused('iat in the future');
  if (!isSubject(sub)) return refused('sub is none');
  if (!isRole(role)) return refused('role is none');
  const principal: Principal = {
    kind: role === 'service' ? 'service' : 'user',
    subject: sub,
    roles: [role],
    claims: payload,
    expiresAt: exp,
  };
  return verified(principal, now);
}

/** `JWSSignatureVerificationFailed`, or which claim is wrong; never what the token says there. */
function reasonOf(error: errors.JOSEError): string {
  return error instanceof errors.JWTClaimValidationFailed ? `${error.claim} is ${error.reason}` : error.code;
}
