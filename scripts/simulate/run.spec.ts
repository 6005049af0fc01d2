import { run } from './run';

describe('npm run simulate', () => {
  const lines: string[] = [];
  const print = (line: string): void => {
    lines.push(line);
  };
  beforeEach(() => {
    lines.length = 0;
  });

  it('tells what was run when everything holds', async () => {
    expect(await run({ seed: 1 }, 2, print)).toBe(0);
    expect(lines[0]).toMatch(/^2 runs in [\d.]+ s: \d+ commands asked for, \d+ acknowledged, \d+ events, /u);
    expect(lines[1]).toMatch(/^\d+ faults: [a-z ]+ \d+, /u);
    expect(lines[2]).toBe('0 violations');
  });

  it('tells how to repeat a run in which something does not hold, and a smaller one', async () => {
    expect(await run({ seed: 1, sabotage: 'healing' }, 20, print)).toBe(1);
    const repeated = lines.filter((line) => line.startsWith('Repeat it: npm run simulate -- --seed '));
    expect(repeated).toHaveLength(2);
    expect(lines.join('\n')).toMatch(/^ +\d+\.\d{3} command \d+, [a-z/-]+: accepted/mu);
    expect(repeated[1]).toMatch(/--commands [\d,]+ .*--sabotage healing$/u);
  });
});
