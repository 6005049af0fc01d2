import { DomainError } from './domain-error';
import { EmailAddress, InvalidValueError, Value, values, PlainName } from './values';

const NAME = 'must have 1 to 100 characters, one of them visible, and none that hides or turns text';

function refusalOf(act: () => unknown): unknown {
  try {
    act();
  } catch (error) {
    return error;
  }
  return undefined;
}

describe(Value, () => {
  const email = new EmailAddress('Ann@example.com');

  it('is its text, in JSON and in a sentence', () => {
    expect(JSON.stringify({ email })).toBe('{"email":"ann@example.com"}');
    expect(String(email)).toBe('ann@example.com');
  });

  it('equals another one of the same text', () => {
    expect(email.equals(new EmailAddress('ann@example.com'))).toBe(true);
    expect(email.equals(new EmailAddress('bob@example.com'))).toBe(false);
  });

  it('refuses as the domain does when nobody gives the refusal a code', () => {
    expect(refusalOf(() => new PlainName(''))).toBeInstanceOf(DomainError);
    expect(refusalOf(() => new PlainName(''))).toMatchObject({ kind: 'rule', code: 'invalid-value' });
  });
});

describe(values, () => {
  it('makes each field a value of its class', () => {
    const made = values('shop/guest/invalid', {
      name: [PlainName, ' Ann '],
      email: [EmailAddress, 'ANN@example.com'],
    });
    expect(made.name).toBeInstanceOf(PlainName);
    expect(made.email).toBeInstanceOf(EmailAddress);
    expect(JSON.parse(JSON.stringify(made))).toEqual({ name: 'Ann', email: 'ann@example.com' });
  });

  it('names every field that is invalid, under the given code and with the message of the first', () => {
    const make = (): unknown =>
      values('shop/guest/invalid', {
        name: [PlainName, ''],
        nickname: [PlainName, 'Annie'],
        email: [EmailAddress, 'ann'],
      });
    const error = refusalOf(make);
    expect(error).not.toBeInstanceOf(InvalidValueError);
    expect(error).toMatchObject({
      kind: 'rule',
      code: 'shop/guest/invalid',
      message: NAME,
      fields: [
        { field: 'name', message: NAME },
        { field: 'email', message: 'must be an e-mail address' },
      ],
    });
  });

  it('lets through what is no refusal of a value', () => {
    class Broken extends PlainName {
      constructor(text: string) {
        super(text);
        throw new TypeError('a mistake');
      }
    }
    expect(() => values('shop/guest/invalid', { name: [Broken, 'Ann'] })).toThrow(TypeError);
  });
});
