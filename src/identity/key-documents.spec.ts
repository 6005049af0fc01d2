import { signingKeysIn, verificationKeysIn } from './key-documents';
import { NO_KEYS, rotated } from './key-set';
import { makeKey } from './make-key';

describe('the documents of keys', () => {
  it('are read as they are written', async () => {
    const keys = rotated(NO_KEYS, await makeKey(), 1, 0);
    expect(verificationKeysIn(JSON.stringify(keys.verification))).toEqual(keys.verification);
    expect(signingKeysIn(JSON.stringify(keys.signing))).toEqual(keys.signing);
  });

  it.each([
    '',
    'secret',
    'null',
    '[]',
    '{}',
    '{"keys":{}}',
    '{"keys":[1]}',
    '{"keys":[{"kty":"oct","k":"secret"}]}',
  ])('are refused without a word of what they hold: %s', (text) => {
    for (const read of [verificationKeysIn, signingKeysIn]) {
      expect(() => read(text)).toThrow(/^(Verification|Signing)Keys does not hold keys as npm run keys/u);
    }
  });
});
