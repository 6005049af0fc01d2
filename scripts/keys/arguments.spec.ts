import { parseArguments } from './arguments';

const stack = undefined;

describe('parseArguments of npm run keys', () => {
  it.each([
    [[], { command: 'help' }],
    [['rotate', '--help'], { command: 'help' }],
    [['list'], { command: 'list', stack }],
    [['list', '--stack', 'prod'], { command: 'list', stack: 'prod' }],
    [['rotate'], { command: 'rotate', stack, atOnce: false }],
    [['rotate', '--at-once', '--stack', 'prod'], { command: 'rotate', stack: 'prod', atOnce: true }],
    [['revoke', 'a-b'], { command: 'revoke', stack, kid: 'a-b' }],
  ])('understands %j', (args, expected) => {
    expect(parseArguments(args)).toEqual(expected);
  });

  it.each([
    [['make'], '"make" is not understood; --help lists the commands'],
    [['rotate', 'all'], '"rotate all" is not understood'],
    [['list', 'all'], '"list all" is not understood'],
    [['revoke'], 'revoke needs the kid of a key'],
    [['revoke', 'a', 'b'], '"revoke a b" is not understood'],
    [['list', '--at-once'], 'list does not understand --at-once'],
    [['rotate', '--now'], "Unknown option '--now'; --help lists the options"],
    [['list', '--stack'], "Option '--stack <value>' argument missing"],
  ])('refuses %j', (args, message) => {
    expect(() => parseArguments(args)).toThrow(message);
  });
});
