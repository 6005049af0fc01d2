import { readdirSync } from 'node:fs';
import { basename } from 'node:path';
import { cruise, printed, rules, type Cruise } from './dependencies/cruise';

const HOUSE = 'test/architecture/fixtures';

/** A fixture is named after the rule that it breaks: `no-orphans.ts`, or `<rule>.<how>.ts` for one of several ways. */
function ruleOf(file: string): string {
  return basename(file).split('.')[0] ?? '';
}

function fixtures(): string[] {
  const files = readdirSync(`${HOUSE}/src`, { recursive: true, withFileTypes: true });
  return files.filter((file) => file.isFile()).map(({ name }) => name);
}

describe('dependency rules', () => {
  let house: Cruise;
  beforeAll(async () => {
    house = await cruise(HOUSE);
  });

  it('are kept by src', async () => {
    const { modules, violations } = await cruise('.');
    const own = modules.filter((file) => file.startsWith('src/'));
    expect(own.length).toBeGreaterThan(100);
    expect(violations).toEqual([]);
  });

  it.each(rules().map(({ name }) => name))('%s is broken by its fixtures, each of them', (rule) => {
    const broken = new Set(house.violations.filter((v) => v.rule === rule).map(({ file }) => basename(file)));
    const expected = fixtures().filter((name) => ruleOf(name) === rule);
    expect(expected.length).toBeGreaterThan(0);
    // A circle is reported once, by the file that it is found in first.
    const reported = rule === 'no-circles' ? 1 : expected.length;
    expect(broken.size).toBe(reported);
    expect(expected).toEqual(expect.arrayContaining([...broken]));
  });

  it('are broken by nothing else', () => {
    expect(house.violations.filter(({ rule, file }) => ruleOf(file) !== rule)).toEqual([]);
  });

  it('say what to do instead, where npm run check tells of what is broken', async () => {
    const output = await printed(HOUSE);
    for (const { name, comment } of rules()) {
      expect(output).toContain(`error ${name}: `);
      expect(output).toContain(comment);
    }
  });
});
