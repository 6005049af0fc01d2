import { createHmac, randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { codeOf, fairCode, isSameCode } from './code';

/** Chi-square of counts against equal shares, less its mean, in standard deviations. */
function deviation(counts: readonly number[]): number {
  const expected = counts.reduce((sum, count) => sum + count, 0) / counts.length;
  const chiSquare = counts.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
  const freedom = counts.length - 1;
  return (chiSquare - freedom) / Math.sqrt(2 * freedom);
}

describe('the code of an issue', () => {
  it('has six digits and follows from secret and key alone', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), fc.uuid(), (secret, key) => {
        const code = codeOf(secret, key);
        expect(code).toMatch(/^\d{6}$/);
        expect(codeOf(secret, key)).toBe(code);
      }),
    );
    expect(codeOf('a', 'b')).not.toBe(codeOf('b', 'a'));
  });

  it('is the first fair word of an HMAC-SHA-256', () => {
    const digest = createHmac('sha256', 'secret').update('key#0').digest();
    expect(codeOf('secret', 'key')).toBe(String(digest.readUInt32BE(0) % 1_000_000).padStart(6, '0'));
  });

  it('favours none: each leading and each last pair of digits comes equally often', () => {
    const [first, last] = [new Array<number>(100).fill(0), new Array<number>(100).fill(0)];
    // Fixed keys: a test of chance that fails by chance tells nothing.
    for (let key = 0; key < 200_000; key += 1) {
      const code = codeOf('a fixed secret', String(key));
      for (const [counts, pair] of [
        [first, code.slice(0, 2)],
        [last, code.slice(4)],
      ] as const) {
        counts[Number(pair)] = (counts[Number(pair)] ?? 0) + 1;
      }
    }
    expect(Math.abs(deviation(first))).toBeLessThan(4);
    expect(Math.abs(deviation(last))).toBeLessThan(4);
  });

  it('passes over words that would favour the low codes, by the remainder of a division', () => {
    const words = (...values: number[]): Buffer => {
      const digest = Buffer.alloc(4 * values.length);
      values.forEach((value, index) => digest.writeUInt32BE(value, 4 * index));
      return digest;
    };
    expect(fairCode(words(4_293_999_999))).toBe('999999');
    expect(fairCode(words(4_294_000_000, 4_294_967_295, 42))).toBe('000042');
    expect(fairCode(words(4_294_000_000, 4_294_967_295))).toBeUndefined();
  });
});

describe(isSameCode, () => {
  it('tells codes apart', () => {
    const code = codeOf('secret', randomUUID());
    expect(isSameCode(code, code)).toBe(true);
    expect(
      isSameCode(
        code.replace(/.$/, (digit) => String((Number(digit) + 1) % 10)),
        code,
      ),
    ).toBe(false);
    expect(isSameCode('', code)).toBe(false);
    expect(isSameCode(`${code}0`, code)).toBe(false);
  });
});
