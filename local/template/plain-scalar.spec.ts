import fc from 'fast-check';
import { jsonText } from './json';
import { plainScalar, yaml11Number } from './plain-scalar';

describe('plainScalar', () => {
  it.each([
    '007',
    '010',
    '012345678901',
    '123456789012345678901',
    '1.10',
    '5.0',
    '5.',
    '.5',
    '+5',
    '-0',
    '00',
  ])('leaves %s the text that was written', (source) => {
    expect(plainScalar(source)).toBe(source);
  });

  it.each(['0x1F', '0o17', '0b11', '1_000', '1e3', '1:30', '.inf', '-.inf', '.nan', 'NaN', 'Infinity'])(
    'takes %s for text',
    (source) => {
      expect(plainScalar(source)).toBe(source);
    },
  );

  it.each(['2020-01-01', '2010-09-09', '2001-12-14t21:59:43.10-05:00', 'y', 'N', 'yEs', 'tRUE', '=', '<<'])(
    'takes %s for text, as SAM does',
    (source) => {
      expect(plainScalar(source)).toBe(source);
    },
  );

  it.each([
    ['yes', true],
    ['Yes', true],
    ['ON', true],
    ['True', true],
    ['no', false],
    ['NO', false],
    ['Off', false],
    ['FALSE', false],
    ['', null],
    ['~', null],
    ['Null', null],
    ['0', 0],
    ['-7', -7],
    ['2.5', 2.5],
  ])('reads %s as %p', (source, expected) => {
    expect(plainScalar(source)).toBe(expected);
  });

  it('loses nothing of what it reads as a number', () => {
    const digits = fc.stringMatching(/^[-+]?[0-9]{1,24}(?:\.[0-9]{1,6})?$/);
    fc.assert(
      fc.property(digits, (source) => {
        expect(jsonText(plainScalar(source))).toBe(source);
      }),
    );
  });
});

describe('yaml11Number', () => {
  it.each([
    ['007', '7'],
    ['010', '8'],
    ['-010', '-8'],
    ['00', '0'],
    ['0x1F', '31'],
    ['0b11', '3'],
    ['1_000', '1000'],
    ['1.10', '1.1'],
    ['5.', '5.0'],
    ['2.0', '2.0'],
    ['-0.0', '-0.0'],
    ['1.00', '1.0'],
    ['.5', '0.5'],
    ['+5', '5'],
    ['1.0e+3', '1000.0'],
    ['1:30', '90'],
    ['123456789012345678901', '123456789012345678901'],
  ])('makes of %s the number %s', (source, expected) => {
    expect(yaml11Number(source)).toBe(expected);
  });

  it.each(['012345678901', '0o17', '1e3', '1.5e3', '2020-01-01', 'text', '', '1:99'])(
    'makes none of %s',
    (source) => {
      expect(yaml11Number(source)).toBeUndefined();
    },
  );
});
