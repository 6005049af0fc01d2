import { HELP, parseArguments } from './arguments';

const stack = undefined;

describe('parseArguments', () => {
  it.each([
    [[], { command: 'help' }],
    [['ring', '--help'], { command: 'help' }],
    [['status'], { command: 'status', stack, quick: false, rate: 500 }],
    [['status', '--quick', '--stack', 'prod'], { command: 'status', stack: 'prod', quick: true, rate: 500 }],
    [
      ['ring', 'iam/users', 'iam/user#1'],
      { command: 'ring', stack, consumer: 'iam/users', stream: 'iam/user#1' },
    ],
    [
      ['ring', 'iam/users', '--all'],
      {
        command: 'rebuild',
        stack,
        consumer: 'iam/users',
        rate: 50,
        segments: 1,
        after: undefined,
        fromExport: undefined,
        wait: 10,
      },
    ],
    [
      ['rebuild', 'iam/users', '--rate', '7', '--segments', '4', '--after', 'x', '--wait', '2'],
      {
        command: 'rebuild',
        stack,
        consumer: 'iam/users',
        rate: 7,
        segments: 4,
        after: 'x',
        fromExport: undefined,
        wait: 2,
      },
    ],
    [
      ['rebuild', 'iam/users', '--from-export', 's3://log/2026'],
      {
        command: 'rebuild',
        stack,
        consumer: 'iam/users',
        rate: 500,
        segments: 1,
        after: undefined,
        fromExport: 's3://log/2026',
        wait: 10,
      },
    ],
    [['export'], { command: 'export', stack, where: undefined, incremental: false }],
    [
      ['export', 's3://log', '--incremental', '--stack', 'prod'],
      { command: 'export', stack: 'prod', where: 's3://log', incremental: true },
    ],
    [
      ['switch', 'iam/users', 'iam/people', '--wait', '3'],
      { command: 'switch', stack, projection: 'iam/users', to: 'iam/people', rate: 500, wait: 3 },
    ],
    [['park', 'list'], { command: 'park-list', stack, consumer: undefined }],
    [['park', 'list', '--consumer', 'a/b'], { command: 'park-list', stack, consumer: 'a/b' }],
    [['redrive', '--dry-run'], { command: 'redrive', stack, consumer: undefined, dryRun: true }],
    [['redrive', '--consumer', 'a/b'], { command: 'redrive', stack, consumer: 'a/b', dryRun: false }],
    [
      ['verify', 'iam/users'],
      {
        command: 'verify',
        stack,
        consumer: 'iam/users',
        mend: false,
        showValues: false,
        rate: 500,
        wait: 10,
      },
    ],
    [
      ['verify', 'iam/users', '--mend', '--show-values', '--rate', '9', '--wait', '2', '--stack', 'prod'],
      {
        command: 'verify',
        stack: 'prod',
        consumer: 'iam/users',
        mend: true,
        showValues: true,
        rate: 9,
        wait: 2,
      },
    ],
  ])('understands %j', (args, expected) => {
    expect(parseArguments(args)).toEqual(expected);
  });

  it.each([
    [['walk'], '"walk" is not understood; --help lists the commands'],
    [['park'], '"park" is not understood'],
    [['park', 'empty'], '"park empty" is not understood'],
    [['status', 'all'], '"status all" is not understood'],
    [['ring'], '"ring" is not understood'],
    [['ring', 'iam/users'], 'ring needs a stream, as in iam/user#<id>, or --all'],
    [['ring', 'iam/users', 'iam/user#1', '--all'], 'ring takes either a stream or --all, not both'],
    [['ring', 'iam/users', '--all', '--rate', '0'], '--rate must be a whole number from 1 to 10000, not "0"'],
    [['ring', 'iam/users', '--all', '--rate', 'fast'], 'not "fast"'],
    [['ring', 'iam/users', 'iam/user#1', '--rate', '5'], 'ring does not understand --rate'],
    [['rebuild', 'a/b', '--after', 'x', '--from-export', 'y'], '--from-export goes on by itself'],
    [['export', 'a', 'b'], '"export a b" is not understood'],
    [['redrive', '--quick'], 'redrive does not understand --quick'],
    [['status', '--dry-run'], 'status does not understand --dry-run'],
    [['verify'], '"verify" is not understood'],
    [['verify', 'iam/users', '--wait', 'long'], '--wait must be a whole number from 1 to 10000, not "long"'],
    [['verify', 'iam/users', '--dry-run'], 'verify does not understand --dry-run'],
    [['status', '--slow'], "Unknown option '--slow'; --help lists the options"],
    [['status', '--stack'], "Option '--stack <value>' argument missing"],
  ])('refuses %j', (args, message) => {
    expect(() => parseArguments(args)).toThrow(message);
  });
});

describe('HELP', () => {
  it.each([
    ...[
      'status',
      'ring',
      'park list',
      'redrive',
      'verify',
      'rebuild',
      '--segments',
      '--stack',
      '--quick',
      '--rate',
      '--after',
    ],
    ...['--dry-run', '--mend', '--show-values', '--wait', 'export', '--incremental', '--from-export'],
  ])('tells of %s', (word) => {
    expect(HELP).toContain(word);
  });
});
