import { KEYS_KEPT, jwksOf, NO_KEYS, revoked, rotated, signerAt, type Keys, type NewKey } from './key-set';
import { makeKey } from './make-key';
import { LIFETIME } from './token-rules';

const LEAD = 3_600;
const NOW = 1_795_253_520;

describe('keys', () => {
  let a: NewKey;
  let b: NewKey;
  let c: NewKey;
  let d: NewKey;

  beforeAll(async () => {
    [a, b, c, d] = await Promise.all([makeKey(), makeKey(), makeKey(), makeKey()]);
  });

  const signer = (keys: Keys, now: number): string | undefined => signerAt(keys.signing, now)?.kid;
  const verifiers = (keys: Keys): string[] => keys.verification.keys.map(({ kid }) => kid);

  it('are none at first, and nothing signs', () => {
    expect(signer(NO_KEYS, NOW)).toBeUndefined();
  });

  it('sign at once when there was none', () => {
    const keys = rotated(NO_KEYS, a, NOW, LEAD);
    expect([signer(keys, NOW - 1), signer(keys, NOW)]).toEqual([undefined, a.kid]);
  });

  it('verify before they sign', () => {
    const keys = rotated(rotated(NO_KEYS, a, NOW, LEAD), b, NOW, LEAD);
    expect(verifiers(keys)).toEqual([a.kid, b.kid]);
    expect(signer(keys, NOW + LEAD - 1)).toBe(a.kid);
    expect(signer(keys, NOW + LEAD)).toBe(b.kid);
  });

  it('take over in the order of their time, also when several wait', () => {
    let keys = rotated(rotated(NO_KEYS, a, NOW, LEAD), b, NOW, LEAD);
    keys = rotated(keys, c, NOW + 60, LEAD);
    const signers = [0, LEAD, LEAD + 59, LEAD + 60].map((later) => signer(keys, NOW + later));
    expect(signers).toEqual([a.kid, b.kid, b.kid, c.kid]);
  });

  it('lose their private half with the first rotation after their time, and verify for as long as what they signed', () => {
    let keys = rotated(rotated(NO_KEYS, a, NOW, 0), b, NOW, LEAD);
    const then = NOW + 2 * LEAD;
    keys = rotated(keys, c, then, LEAD);
    expect(keys.signing.keys.map(({ kid }) => kid)).toEqual([b.kid, c.kid]);
    expect(verifiers(keys)).toEqual([a.kid, b.kid, c.kid]);
    const end = then + KEYS_KEPT + LIFETIME + 60;
    expect(keys.verification.keys[0]).toMatchObject({ goneFrom: end });
    expect(keys.verification.keys[1]).not.toHaveProperty('goneFrom');
    expect(verifiers(rotated(keys, d, end - 1, LEAD))).toContain(a.kid);
    expect(verifiers(rotated(keys, d, end, LEAD))).not.toContain(a.kid);
  });

  it('whose private half was never put verify for a while and then go', () => {
    const { verification } = rotated(rotated(NO_KEYS, a, NOW, LEAD), b, NOW, LEAD);
    const broken = { verification, signing: rotated(NO_KEYS, a, NOW, LEAD).signing };
    const keys = rotated(broken, c, NOW + 60, LEAD);
    expect(verifiers(keys)).toEqual([a.kid, b.kid, c.kid]);
    expect(signer(keys, NOW + 60 + LEAD)).toBe(c.kid);
    expect(keys.verification.keys.map(({ goneFrom }) => goneFrom !== undefined)).toEqual([
      false,
      true,
      false,
    ]);
  });

  it('that are revoked neither sign nor verify, and what signed before signs again', () => {
    const keys = revoked(rotated(rotated(NO_KEYS, a, NOW, LEAD), b, NOW, 0), b.kid, NOW);
    expect(verifiers(keys)).toEqual([a.kid]);
    expect(signer(keys, NOW)).toBe(a.kid);
  });

  it('are not revoked when nothing would sign any more, or there is no such key', () => {
    const keys = rotated(rotated(NO_KEYS, a, NOW, LEAD), b, NOW, LEAD);
    expect(() => revoked(keys, a.kid, NOW)).toThrow('is the only key that signs');
    expect(() => revoked(keys, 'x', NOW)).toThrow('there is no key x');
  });

  it('are shown by their public members alone', () => {
    const private_ = { ...a.publicJwk, ...a.privateJwk, goneFrom: 1 };
    const { keys } = jwksOf({ keys: [private_] });
    expect(keys).toEqual([a.publicJwk]);
    expect(JSON.stringify(keys)).not.toContain(String(a.privateJwk.d));
  });
});
