import { HELP, parseArguments } from './arguments';

const none = { mend: false, local: false, showValues: false, help: false };

describe('parseArguments', () => {
  it.each([
    [[], none],
    [['--mend'], { ...none, mend: true }],
    [['--local', '--show-values'], { ...none, local: true, showValues: true }],
    [['--help'], { ...none, help: true }],
  ])('understands %j', (args, expected) => {
    expect(parseArguments(args)).toEqual(expected);
  });

  it.each([['--fix'], ['mend'], ['--mend=no']])('refuses %s', (argument) => {
    expect(() => parseArguments([argument])).toThrow();
  });
});

describe('HELP', () => {
  it.each(['--mend', '--local', '--show-values', '--help'])('tells of %s', (option) => {
    expect(HELP).toContain(`  ${option} `);
  });
});
