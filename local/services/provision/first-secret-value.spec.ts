import { resource } from '../../../test/support/local/resources';
import { firstSecretValue } from './first-secret-value';

const value = (properties: object): string | undefined =>
  firstSecretValue(resource('AWS::SecretsManager::Secret', 'Keys', { ...properties }));

describe('the first value of a secret', () => {
  it('is the one that the template gives, or none', () => {
    expect(value({ SecretString: 'given' })).toBe('given');
    expect(value({})).toBeUndefined();
  });

  it('is a password of the kind that is asked for', () => {
    expect(value({ GenerateSecretString: {} })).toHaveLength(32);
    const digits = {
      PasswordLength: 6,
      ExcludeLowercase: true,
      ExcludeUppercase: true,
      ExcludePunctuation: true,
      ExcludeCharacters: '01',
    };
    expect(value({ GenerateSecretString: digits })).toMatch(/^[2-9]{6}$/);
    const spaced = { PasswordLength: 5, IncludeSpace: true, RequireEachIncludedType: true };
    expect(value({ GenerateSecretString: spaced })).toContain(' ');
    const loose = { PasswordLength: 1, RequireEachIncludedType: false };
    expect(value({ GenerateSecretString: loose })).toHaveLength(1);
  });

  it('is an object with a password in it', () => {
    const generated = {
      SecretStringTemplate: '{"user":"ann"}',
      GenerateStringKey: 'password',
      PasswordLength: 8,
      ExcludeNumbers: true,
    };
    expect(JSON.parse(value({ GenerateSecretString: generated }) ?? '')).toEqual({
      user: 'ann',
      password: expect.stringMatching(/^\D{8}$/) as unknown,
    });
  });

  it.each([
    [{ SecretString: 'hush', GenerateSecretString: {} }, /exclude each other/],
    [{ GenerateSecretString: { SecretStringTemplate: '{"hush":1}' } }, /together with a GenerateStringKey/],
    [{ GenerateSecretString: { GenerateStringKey: 'k' } }, /needs a SecretStringTemplate/],
    [{ GenerateSecretString: { SecretStringTemplate: '{hush', GenerateStringKey: 'k' } }, /a JSON object/],
    [{ GenerateSecretString: { SecretStringTemplate: '"hush"', GenerateStringKey: 'k' } }, /a JSON object/],
    [{ GenerateSecretString: { PasswordLength: 0 } }, /from 1 to 4096/],
    [{ GenerateSecretString: { PasswordLength: 3 } }, /Keys: .*has room/],
  ])('is refused for %j, without showing it', (properties, expected) => {
    expect(() => value(properties)).toThrow(expected);
    expect(() => value(properties)).toThrow(/^Keys: /);
    expect(() => value(properties)).not.toThrow(/hush/);
  });
});
