import { environmentParameters, HELP, parseArguments, portNumber } from './arguments';

describe('parseArguments', () => {
  it('has a default for everything', () => {
    expect(parseArguments([])).toEqual({
      data: undefined,
      help: false,
      host: '127.0.0.1',
      inspect: undefined,
      logFormat: undefined,
      parameters: {},
      quiet: false,
      template: 'template.yaml',
      watch: false,
    });
  });

  it('reads every option', () => {
    const given = [
      '--data',
      'folder',
      '--watch',
      '--quiet',
      '--host',
      '0.0.0.0',
      '--inspect',
      '--log-format',
      'json',
      '--parameter',
      'A=1',
      '--parameter=B=x=y',
      '--template',
      'other.yaml',
    ];

    expect(parseArguments(given)).toEqual({
      data: 'folder',
      help: false,
      host: '0.0.0.0',
      inspect: 9229,
      logFormat: 'json',
      parameters: { A: '1', B: 'x=y' },
      quiet: true,
      template: 'other.yaml',
      watch: true,
    });
  });

  it('takes a port for the debugger', () => {
    expect(parseArguments(['--inspect=0']).inspect).toBe(0);
  });

  it.each([
    ['an unknown option', ['--wacth'], "Unknown option '--wacth'; --help lists the options"],
    ['an argument that is no option', ['start'], "Unexpected argument 'start'"],
    ['a folder that is missing', ['--data'], "Option '--data <value>' argument missing"],
    [
      'a form of the log that is none',
      ['--log-format', 'xml'],
      '--log-format must be pretty or json, not "xml"',
    ],
    ['a parameter without a value', ['--parameter', 'A'], '--parameter needs NAME=VALUE, not "A"'],
    [
      'a debugger port that is none',
      ['--inspect=x'],
      '--inspect must be a port number from 0 to 65535, not "x"',
    ],
  ])('refuses %s in one line', (_case, given, message) => {
    expect(() => parseArguments(given)).toThrow(message);
    expect(() => parseArguments(given)).toThrow(/^[^\n]*$/);
  });

  it('explains every option', () => {
    for (const name of Object.keys(parseArguments([])))
      expect(HELP).toContain(
        `--${name.replace('parameters', 'parameter').replace('logFormat', 'log-format')}`,
      );
  });
});

describe('portNumber', () => {
  it('reads a port', () => {
    expect(portNumber('PORT', '3000')).toBe(3000);
    expect(portNumber('PORT', '0')).toBe(0);
  });

  it.each(['', 'x', '-1', '65536', '1.5'])('refuses "%s", naming where it comes from', (text) => {
    expect(() => portNumber('PORT', text)).toThrow(
      `PORT must be a port number from 0 to 65535, not "${text}"`,
    );
  });
});

describe('environmentParameters', () => {
  it('takes what begins like a parameter', () => {
    const environment = {
      LOCAL_PARAMETER_Stage: 'prod',
      LOCAL_PARAMETER_Empty: '',
      LOCAL_LOG_LEVEL: 'info',
      PORT: '1',
    };

    expect(environmentParameters(environment)).toEqual({ Stage: 'prod', Empty: '' });
  });
});
