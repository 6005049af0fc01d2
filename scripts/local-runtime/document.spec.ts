import { readFileSync } from 'node:fs';
import { runningTypes } from '../../local/template/rules/type-rules';
import { DOCUMENT, withTables } from './document';

describe('docs/local-runtime.md', () => {
  const document = readFileSync(DOCUMENT, 'utf8');

  it('is up to date: run npm run local-runtime when this fails', () => {
    expect(withTables(document)).toBe(document);
  });

  it.each(Object.entries(runningTypes))('has every property of %s', (type, { properties }) => {
    const start = document.indexOf(`### ${type}\n`);
    const section = document.slice(start, document.indexOf('###', start + 3));

    for (const name of Object.keys(properties)) expect(section).toContain(`\`${name}\``);
  });

  it('leaves alone what is written by hand', () => {
    const [begin, end] = ['<!-- >>> npm run local-runtime -->', '<!-- <<< npm run local-runtime -->'];
    const written = withTables(`# Before\n${begin}\nold\n${end}\nAfter\n`);

    expect(written.startsWith(`# Before\n${begin}\n`)).toBe(true);
    expect(written.endsWith(`\n${end}\nAfter\n`)).toBe(true);
    expect(() => withTables('# Nothing')).toThrow('docs/local-runtime.md needs the lines');
  });
});
