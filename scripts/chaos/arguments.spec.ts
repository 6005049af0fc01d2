import { parseArguments } from './arguments';

describe('the arguments of npm run chaos', () => {
  it('have their usual values', () => {
    expect(parseArguments([])).toEqual({
      help: false,
      verbose: false,
      forgetsKeys: false,
      commands: 2_000,
      seconds: 120,
      seed: 1,
      rate: 0.1,
      clients: 8,
    });
    expect(parseArguments(['--rate', '0.25', '--seed', '7'])).toMatchObject({ rate: 0.25, seed: 7 });
  });

  it.each([
    [['--rate', '10'], '--rate takes numbers from 0 to 1'],
    [['--rate', '.1'], '--rate takes numbers from 0 to 1'],
    [['--commands', '0'], '--commands takes whole numbers from 1 on'],
    [['--seconds', 'many'], '--seconds takes whole numbers'],
    [['--hours', '1'], '--hours'],
  ])('%j are refused', (given, message) => {
    expect(() => parseArguments(given)).toThrow(message);
  });
});
