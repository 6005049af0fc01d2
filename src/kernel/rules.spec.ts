import { Equals, IsEmail, Length, MinLength } from 'class-validator';
import { DomainError } from './domain-error';
import { check, invalid, refusal } from './rules';

class BookingIsAllowed {
  @Equals(true, refusal('not-found', 'shop/room/not-found', 'There is no such room.'))
  readonly exists: boolean;

  @Equals(false, refusal('conflict', 'shop/room/taken', 'The room is taken.'))
  readonly taken: boolean;

  @IsEmail({}, invalid('shop/room/guest-invalid', 'must be an e-mail address'))
  readonly guest: string;

  @Length(2, 5, invalid('shop/room/name-invalid', 'must have 2 to 5 characters'))
  readonly name: string;

  constructor({ exists = true, taken = false, guest = 'ann@example.com', name = 'blue' } = {}) {
    this.exists = exists;
    this.taken = taken;
    this.guest = guest;
    this.name = name;
  }
}

function refusalOf(rules: object): unknown {
  try {
    check(rules);
  } catch (error) {
    return error;
  }
  return undefined;
}

describe('check', () => {
  it('lets pass what breaks no rule', () => {
    expect(refusalOf(new BookingIsAllowed())).toBeUndefined();
  });

  it('refuses with the kind, code and message of the rule that is broken', () => {
    const error = refusalOf(new BookingIsAllowed({ taken: true }));
    expect(error).toBeInstanceOf(DomainError);
    expect(error).toMatchObject({
      kind: 'conflict',
      code: 'shop/room/taken',
      message: 'The room is taken.',
      fields: [],
    });
  });

  it('names the field of a value that is invalid', () => {
    expect(refusalOf(new BookingIsAllowed({ guest: 'ann' }))).toMatchObject({
      kind: 'rule',
      code: 'shop/room/guest-invalid',
      fields: [{ field: 'guest', message: 'must be an e-mail address' }],
    });
  });

  it('names every field that is invalid, under the code of the first', () => {
    expect(refusalOf(new BookingIsAllowed({ guest: 'ann', name: 'x' }))).toMatchObject({
      code: 'shop/room/guest-invalid',
      fields: [
        { field: 'guest', message: 'must be an e-mail address' },
        { field: 'name', message: 'must have 2 to 5 characters' },
      ],
    });
  });

  it('takes the rules in the order of declaration', () => {
    expect(refusalOf(new BookingIsAllowed({ exists: false, taken: true }))).toMatchObject({
      code: 'shop/room/not-found',
    });
  });

  it('names no field when the state is refused, whatever the values are', () => {
    expect(refusalOf(new BookingIsAllowed({ taken: true, guest: 'ann' }))).toMatchObject({
      code: 'shop/room/taken',
      fields: [],
    });
  });

  it('leaves the state out of the fields', () => {
    class GuestFirst {
      @MinLength(1, invalid('shop/room/guest-invalid', 'must not be empty'))
      readonly guest = '';

      @Equals(true, refusal('not-found', 'shop/room/not-found', 'There is no such room.'))
      readonly exists = false;
    }
    expect(refusalOf(new GuestFirst())).toMatchObject({
      code: 'shop/room/guest-invalid',
      fields: [{ field: 'guest', message: 'must not be empty' }],
    });
  });

  it('tells the author of a rule without a code what it needs', () => {
    class Careless {
      @Equals(true)
      readonly exists = false;
    }
    expect(() => {
      check(new Careless());
    }).toThrow(new TypeError('The rule on exists needs refusal(...) or invalid(...).'));
  });

  it('tells the author of an object without any rules so', () => {
    expect(() => {
      check({});
    }).toThrow(TypeError);
  });
});
