import { readFileSync } from 'node:fs';
import { HELP } from '../../local/cli/arguments';

const variables = (text: string): string[] => [...new Set(text.match(/\b(?:PORT|LOCAL_[A-Z_]+)\b/g))].sort();

describe('.env.example', () => {
  const example = readFileSync('.env.example', 'utf8');

  it('explains every variable that the local runtime reads, and no other', () => {
    const settings = example.split('\n').filter((line) => /^#?[A-Z_]+=/.test(line));
    // `--inspect[=PORT]` stands for a number, not for the variable, which has a line of its own.
    expect(variables(settings.join('\n'))).toEqual(variables(HELP.slice(HELP.indexOf('Environment'))));
  });

  it('explains before it sets', () => {
    for (const paragraph of example.trim().split('\n\n')) expect(paragraph).toMatch(/^# /);
  });
});
