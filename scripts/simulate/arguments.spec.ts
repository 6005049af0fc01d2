import { commandFor, parseArguments } from './arguments';

describe('npm run simulate', () => {
  it('runs 100 seeds from the first on', () => {
    expect(parseArguments([])).toEqual({ command: 'simulate', scenario: { seed: 1 }, runs: 100 });
  });

  it('understands the command that it prints to repeat a run', () => {
    const scenario = { seed: 7, course: 2, commands: [0, 4], faults: 3, sabotage: 'group-stop' } as const;
    const [, given = ''] = commandFor(scenario).split(' -- ');
    expect(parseArguments(given.split(' '))).toEqual({ command: 'simulate', scenario, runs: 1 });
    expect(commandFor({ seed: 1 })).toBe('npm run simulate -- --seed 1 --runs 1');
  });

  it('helps', () => {
    expect(parseArguments(['--seed', '1', '--help'])).toEqual({ command: 'help' });
  });

  it.each([
    [['--seed', 'one'], '--seed takes whole numbers of up to 9 digits, not "one"'],
    [['--commands', '1,,2'], '--commands takes whole numbers of up to 9 digits, not ""'],
    [['--sabotage', 'all'], 'there is no sabotage "all"; --help lists them'],
    [['--speed', '1'], "Unknown option '--speed'; --help lists the options"],
  ])('refuses %j', (given, message) => {
    expect(() => parseArguments(given)).toThrow(message);
  });
});
