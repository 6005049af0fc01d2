import { createHmac, timingSafeEqual } from 'node:crypto';

/** Codes that there are: six digits. */
const CODES = 1_000_000;
const DIGITS = 6;
const WORD_BYTES = 4;
/** Words from here on are passed over: of the rest, each code has equally many. */
const FAIR = Math.floor(2 ** 32 / CODES) * CODES;

/**
 * The code of an issue. It is kept nowhere: whoever sends it and whoever checks it derive it again from the secret, by
 * HMAC-SHA-256, so neither log nor queue nor table can give it away.
 *
 * @param key of the issue
 */
export function codeOf(secret: string, key: string): string {
  for (let round = 0; ; round += 1) {
    const code = fairCode(createHmac('sha256', secret).update(`${key}#${round}`).digest());
    if (code !== undefined) return code;
  }
}

/** The first of the digest's words that favours no code; nothing when all do, as one digest in 10^29 does. */
export function fairCode(digest: Buffer): string | undefined {
  for (let at = 0; at + WORD_BYTES <= digest.length; at += WORD_BYTES) {
    const word = digest.readUInt32BE(at);
    if (word < FAIR) return String(word % CODES).padStart(DIGITS, '0');
  }
  return undefined;
}

/** In a time that does not tell how much of it is right. @param given six digits */
export function isSameCode(given: string, code: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(code)];
  return a.length === b.length && timingSafeEqual(a, b);
}
