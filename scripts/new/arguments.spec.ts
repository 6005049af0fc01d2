import { HELP, parseArguments } from './arguments';

describe('parseArguments', () => {
  it.each([
    [[], 'help'],
    [['aggregate', '--help'], 'help'],
    [['context', 'billing'], { kind: 'context', path: ['billing'], isDryRun: false }],
    [
      ['aggregate', 'billing/invoice', '--plural', 'bills', '--dry-run'],
      { kind: 'aggregate', path: ['billing', 'invoice'], isDryRun: true, plural: 'bills' },
    ],
    [
      ['command', 'billing/invoice/issue', '--event', 'sent'],
      { kind: 'command', path: ['billing', 'invoice', 'issue'], isDryRun: false, event: 'sent' },
    ],
    [
      ['projection', 'billing/invoice-totals', '--follows', 'iam/role'],
      { kind: 'projection', path: ['billing', 'invoice-totals'], isDryRun: false, follows: 'iam/role' },
    ],
  ])('understands %j', (args, expected) => {
    expect(parseArguments(args)).toEqual(expected);
  });

  it.each([
    [['service', 'billing'], '"service" is no kind of part; there are context, aggregate, command,'],
    [['constructor', 'billing'], '"constructor" is no kind of part'],
    [['aggregate'], 'aggregate needs a name, as in npm run new -- aggregate billing/invoice'],
    [['aggregate', 'billing'], '"billing" is no name of an aggregate; write it as billing/invoice'],
    [['aggregate', 'billing/invoice/'], '"billing/invoice/" is no name of an aggregate'],
    [['aggregate', '/invoice'], '"/invoice" is no name of an aggregate'],
    [['aggregate', '../invoice'], '"../invoice" is no name of an aggregate'],
    [['context', '..'], '".." is no name of a context; write it as billing'],
    [['context', 'billing', 'sales'], '"sales" is one name too many; make one context at a time'],
    [['context', 'billing', '--plural', 'x'], 'context does not understand --plural'],
    [['context', 'billing', '--force'], "Unknown option '--force'; --help lists the options"],
  ])('refuses %j', (args, message) => {
    expect(() => parseArguments(args)).toThrow(message);
  });

  it.each([
    'context',
    'aggregate',
    'command',
    'event',
    'projection',
    'process',
    '--plural',
    '--dry-run',
    'Exit code',
  ])('HELP tells of %s', (word) => {
    expect(HELP).toContain(word);
  });
});
