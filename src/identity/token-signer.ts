import { importJWK, SignJWT } from 'jose';
import type { Secrets } from '../outside/secrets';
import type { AccessToken, AccessTokenIssuer, TokenSubject } from './access-token-issuer';
import { SIGNING_KEYS, signingKeysIn } from './key-documents';
import { signerAt } from './key-set';
import { ALGORITHM, isRole, isSubject, LIFETIME, secondsOf } from './token-rules';
import type { TokenSettings } from './token-settings';

/**
 * Signs access tokens by the key whose time it is. A context that issues tokens lists a class of its own as a provider,
 * so that no other context's bundle holds the code for it:
 *
 *     export class SignInTokens extends TokenSigner {
 *       constructor(@inject(SECRETS) secrets: Secrets, @inject(TOKEN_SETTINGS) settings: TokenSettings) {
 *         super(secrets, settings);
 *       }
 *     }
 */
export class TokenSigner implements AccessTokenIssuer {
  constructor(
    private readonly secrets: Pick<Secrets, 'get'>,
    private readonly settings: TokenSettings,
  ) {}

  /** @param lifetime seconds */
  async issue(
    { sub, alias, role, country }: TokenSubject,
    issuedAt: Date,
    lifetime = LIFETIME,
  ): Promise<AccessToken> {
    if (!isSubject(sub)) throw new Error('A subject is 1 to 128 letters, digits or . : _ @ / -');
    if (!isRole(role)) throw new Error('A role is 1 to 64 lower-case letters, digits or -, a letter first');
    const iat = secondsOf(issuedAt);
    const signer = signerAt(signingKeysIn(await this.secrets.get(SIGNING_KEYS)), iat);
    if (signer === undefined) throw new Error('No key signs yet: npm run keys -- rotate makes one.');
    const token = await new SignJWT({ alias, role, country })
      .setProtectedHeader({ alg: ALGORITHM, kid: signer.kid })
      .setSubject(sub)
      .setIssuer(this.settings.issuer)
      .setAudience(this.settings.audience)
      .setIssuedAt(iat)
      .setExpirationTime(iat + lifetime)
      .sign(await importJWK({ ...signer.privateJwk }, ALGORITHM));
    return { token, expiresAt: new Date((iat + lifetime) * 1000) };
  }
}
