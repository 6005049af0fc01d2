import fc from 'fast-check';
import { isUuid, Uuid, InvalidValueError } from './values';

describe(isUuid, () => {
  it.each(['1', '2', '3', '4', '5', '6', '7', '8'])('takes version %s, in either case', (version) => {
    const id = `6ba7b810-9dad-${version}1d1-80b4-00c04fd430c8`;
    expect([isUuid(id), isUuid(id.toUpperCase())]).toEqual([true, true]);
  });

  it.each([
    '6ba7b810-9dad-01d1-80b4-00c04fd430c8',
    '6ba7b810-9dad-91d1-80b4-00c04fd430c8',
    '6ba7b810-9dad-41d1-c0b4-00c04fd430c8',
    '00000000-0000-0000-0000-000000000000',
    'ffffffff-ffff-ffff-ffff-ffffffffffff',
    '6ba7b810-9dad-41d1-80b4-00c04fd430c8\n',
    '６ba7b810-9dad-41d1-80b4-00c04fd430c8',
    17,
    null,
    ['6ba7b810-9dad-41d1-80b4-00c04fd430c8'],
  ])('refuses %p', (value) => {
    expect(isUuid(value)).toBe(false);
  });
});

describe(Uuid, () => {
  it('is one value in either case', () => {
    fc.assert(
      fc.property(fc.uuid(), (text) => {
        expect(new Uuid(text.toUpperCase()).text).toBe(text);
        expect(new Uuid(text).equals(new Uuid(text.toUpperCase()))).toBe(true);
      }),
    );
  });

  it('is none when the text is none', () => {
    expect(() => new Uuid('17')).toThrow(new InvalidValueError('must be a UUID'));
  });
});
