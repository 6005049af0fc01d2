import { decodeJwt } from 'jose';
import { refused, type TokenVerifier, type Verification } from './verification';

/** Characters of a token: far more than ours have, far less than what takes time to look at. */
const LONGEST = 4_096;

/** One token, of RFC 6750, 2.1: two values of the header arrive joined by a comma, and are none. */
const BEARER = /^bearer +([A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]*)$/iu;

type Headers = Readonly<Record<string, string | undefined>>;

/** Finds out who sends a request, by the token in its `Authorization`. */
export class BearerTokens {
  private readonly byIssuer: ReadonlyMap<string, TokenVerifier>;

  /** @throws Error for two verifiers of one issuer */
  constructor(verifiers: readonly TokenVerifier[]) {
    const pairs = verifiers.flatMap((each) => each.issuers.map((issuer) => [issuer, each] as const));
    this.byIssuer = new Map(pairs);
    if (this.byIssuer.size < pairs.length) {
      throw new Error('TokenIssuer is the issuer of the user pool; give this application one of its own.');
    }
  }

  /** @throws Error when the keys of the issuer cannot be had */
  async verify(headers: Headers): Promise<Verification> {
    const values = Object.entries(headers).filter(([name]) => name.toLowerCase() === 'authorization');
    const [[, header = ''] = [], another] = values;
    if (another !== undefined) return refused('several Authorization headers');
    if (header.length > LONGEST) return refused('too long');
    const [, token] = BEARER.exec(header.trim()) ?? [];
    if (token === undefined) return refused('no bearer token');
    // Whose it says it is decides who is asked, who then trusts nothing of it.
    const verifier = this.byIssuer.get(claimedIssuer(token));
    return verifier === undefined ? refused('another issuer') : verifier.verify(token);
  }
}

function claimedIssuer(token: string): string {
  try {
    return decodeJwt(token).iss ?? '';
  } catch {
    return '';
  }
}
