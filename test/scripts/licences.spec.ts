import { isPermissive } from '../../scripts/licences/is-permissive';
import { offences } from '../../scripts/licences/offences';

describe('isPermissive', () => {
  it.each([
    'MIT',
    'MIT-0',
    'Apache-2.0',
    '(MIT OR GPL-3.0-only)',
    'GPL-2.0 OR ISC',
    '(MIT AND CC0-1.0)',
    'MIT AND ISC',
  ])('accepts %s', (expression) => {
    expect(isPermissive(expression)).toBe(true);
  });

  it.each([
    'GPL-3.0-only',
    'LGPL-2.1',
    '(MIT AND GPL-3.0-only)',
    'MIT*',
    'UNLICENSED',
    'UNKNOWN',
    'Custom: x.png',
    '',
  ])('refuses "%s"', (expression) => {
    expect(isPermissive(expression)).toBe(false);
  });
});

describe('offences', () => {
  const fine = { id: 'fine@1.0.0', licences: ['MIT'], deprecated: undefined };

  it('has nothing to say of permissive packages in use', () => {
    expect(offences([fine])).toEqual([]);
  });

  it('names the package and the licence that does not fit', () => {
    expect(offences([fine, { ...fine, id: 'viral@2.0.0', licences: ['MIT', 'AGPL-3.0'] }])).toEqual([
      'viral@2.0.0 has no permissive licence: MIT, AGPL-3.0',
    ]);
    expect(offences([{ ...fine, licences: [] }])).toEqual([
      'fine@1.0.0 has no permissive licence: none found',
    ]);
  });

  it('names a package that its authors gave up', () => {
    expect(offences([{ ...fine, deprecated: 'use finer' }])).toEqual(['fine@1.0.0 is deprecated: use finer']);
  });
});
