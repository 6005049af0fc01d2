import { tokenOrder } from '../../local/identity/token-order';
import { parseArguments } from './arguments';

describe('parseArguments of npm run token', () => {
  it.each([
    [['--help'], { command: 'help' }],
    [['admin'], { command: 'token', wishes: { role: 'admin' } }],
    [
      ['admin', '--sub', 'a', '--alias', 'Ann', '--country', 'FR', '--days', '1'],
      { command: 'token', wishes: { role: 'admin', sub: 'a', alias: 'Ann', country: 'FR', days: '1' } },
    ],
  ])('understands %j', (args, expected) => {
    expect(parseArguments(args)).toEqual(expected);
  });

  it.each([
    [[], 'name a role, as in npm run -s token -- admin'],
    [['admin', 'auditor'], '"auditor" is not understood'],
    [['Admin'], 'role must be 1 to 64 lower-case letters, digits or -, a letter first, not "Admin"'],
    [['admin', '--sub', 'a b'], 'sub must be 1 to 128 letters, digits or . : _ @ / -, not "a b"'],
    [['admin', '--sub', ''], 'sub must be 1 to 128'],
    [['admin', '--alias', 'a'.repeat(101)], 'alias must have at most 100 characters'],
    [['admin', '--country', 'Germany'], 'country must be two capital letters, not "Germany"'],
    [['admin', '--days', '0'], 'days must be a whole number from 1 to 365, not "0"'],
    [['admin', '--days', '1.5'], 'not "1.5"'],
    [['admin', '--key', 'x'], "Unknown option '--key'; --help lists the options"],
  ])('refuses %j', (args, message) => {
    expect(() => parseArguments(args)).toThrow(message);
  });
});

describe('tokenOrder', () => {
  it('gives whoever has a role alone the same name each time, and another for each role', () => {
    const subOf = (role: string): string => tokenOrder({ role }).subject.sub;
    expect(subOf('admin')).toBe(subOf('admin'));
    expect(subOf('admin')).toMatch(/^[\da-f]{8}-[\da-f]{4}-5[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/u);
    expect(subOf('auditor')).not.toBe(subOf('admin'));
    expect(tokenOrder({ role: 'admin' })).toMatchObject({
      subject: { alias: 'admin', country: 'DE' },
      days: 30,
    });
  });
});
