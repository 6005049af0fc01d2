import fc from 'fast-check';
import { replaceRegions } from './regions';

const banner = (name: string, mark: '>>>' | '<<<'): string => `# ${mark} npm run template: ${name}`;
const template = (inside: string): string =>
  [
    'Top: # kept',
    `  ${banner('routes', '>>>')}`,
    ...(inside ? [inside] : []),
    `  ${banner('routes', '<<<')}`,
    'End: 1',
    '',
  ].join('\n');

describe('replaceRegions', () => {
  const routes = (indent: number): string[] => [`${' '.repeat(indent)}new: 1`];

  it('replaces what stands between the banners, indented as they are', () => {
    expect(replaceRegions(template('  old: 1\n  older: 2'), { routes })).toBe(template('  new: 1'));
  });

  it('changes nothing that is as it should be', () => {
    const once = replaceRegions(template(''), { routes });
    expect(replaceRegions(once, { routes })).toBe(once);
  });

  it('leaves every other byte alone', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (before, after) => {
        const [first, last] = [`${before}\n`, `\n${after}`];
        const result = replaceRegions(`${first}${template('x')}${last}`, { routes });
        expect(result).toBe(`${first}${template('  new: 1')}${last}`);
      }),
    );
  });

  it.each([
    ['', '"routes" has no place; add "# >>> npm run template: routes" and "<<<"'],
    [`${template('')}${banner('tables', '>>>')}`, 'nothing is generated as "tables"; remove its banners'],
    [`  ${banner('routes', '>>>')}\n`, 'has no end; put "<<<" where it ends'],
  ])('names what is wrong with the banners', (text, message) => {
    expect(() => replaceRegions(text, { routes })).toThrow(message);
  });
});
