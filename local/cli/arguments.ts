import type { Environment } from '../services/endpoints';
import { LOG_FORMATS, type LogFormat } from './console-log';
import { parseOptions } from './parse-options';

export interface Arguments {
  readonly data: string | undefined;
  readonly host: string;
  /** Port of the debugger; undefined without one. */
  readonly inspect: number | undefined;
  readonly parameters: Readonly<Record<string, string>>;
  /** Undefined where nobody chose one. */
  readonly logFormat: LogFormat | undefined;
  readonly quiet: boolean;
  readonly template: string;
  readonly watch: boolean;
  readonly help: boolean;
}

export const HELP = `Runs an AWS SAM template on this machine.

Usage: npm start -- [options]

  --data DIR              keep all data in DIR; without it they are gone at the end
  --watch                 reload a function when its source changes
  --inspect[=PORT]        open debuggers, from port 9229 on one for each function; enforce no timeouts
  --parameter NAME=VALUE  set a parameter of the template; may be repeated
  --template FILE         run that template (template.yaml)
  --host ADDRESS          address of the API and the services (127.0.0.1)
  --log-format FORMAT     pretty (on a terminal) or json (everywhere else)
  --quiet                 write nothing but the ready line and errors
  --help                  show this

Environment, also read from .env:
  PORT                    port of the API (3000)
  LOCAL_LOG_LEVEL         debug, info, warn or error (info)
  LOCAL_PARAMETER_NAME    a parameter of the template; --parameter wins
  LOCAL_DYNAMODB_ENDPOINT, LOCAL_SQS_ENDPOINT, LOCAL_S3_ENDPOINT, LOCAL_KINESIS_ENDPOINT,
  LOCAL_EVENTBRIDGE_ENDPOINT, LOCAL_LAMBDA_ENDPOINT, LOCAL_SECRETSMANAGER_ENDPOINT,
  LOCAL_SES_ENDPOINT, LOCAL_SNS_ENDPOINT, LOCAL_SCHEDULER_ENDPOINT
                          use that endpoint in place of the local service
`;

export const DEBUGGER_PORT = 9229;

/** @throws an error with a one-line message for anything that is not understood */
export function parseArguments(given: readonly string[]): Arguments {
  const { values } = parse(
    given.map((argument) => (argument === '--inspect' ? `--inspect=${DEBUGGER_PORT}` : argument)),
  );
  return {
    data: values.data,
    host: values.host,
    inspect: values.inspect === undefined ? undefined : portNumber('--inspect', values.inspect),
    parameters: Object.fromEntries(values.parameter.map(nameAndValue)),
    logFormat: values['log-format'] === undefined ? undefined : logFormat(values['log-format']),
    quiet: values.quiet,
    template: values.template,
    watch: values.watch,
    help: values.help,
  };
}

const PARAMETER_PREFIX = 'LOCAL_PARAMETER_';

/** Parameters of the template that the environment gives: `LOCAL_PARAMETER_Stage=dev`. */
export function environmentParameters(environment: Environment): Record<string, string> {
  return Object.fromEntries(
    Object.entries(environment).flatMap(([name, value]) =>
      name.startsWith(PARAMETER_PREFIX) && value !== undefined
        ? [[name.slice(PARAMETER_PREFIX.length), value] as const]
        : [],
    ),
  );
}

/** @throws an error that names the source of a value that is no port */
export function portNumber(source: string, text: string): number {
  const port = Number(text);
  if (text !== '' && Number.isInteger(port) && port >= 0 && port < 65_536) return port;
  throw new Error(`${source} must be a port number from 0 to 65535, not "${text}"`);
}

function parse(args: string[]) {
  return parseOptions({
    args,
    options: {
      data: { type: 'string' },
      help: { type: 'boolean', default: false },
      host: { type: 'string', default: '127.0.0.1' },
      inspect: { type: 'string' },
      'log-format': { type: 'string' },
      parameter: { type: 'string', multiple: true, default: [] },
      quiet: { type: 'boolean', default: false },
      template: { type: 'string', default: 'template.yaml' },
      watch: { type: 'boolean', default: false },
    },
  });
}

function logFormat(text: string): LogFormat {
  const format = LOG_FORMATS.find((each) => each === text);
  if (format !== undefined) return format;
  throw new Error(`--log-format must be ${LOG_FORMATS.join(' or ')}, not "${text}"`);
}

function nameAndValue(text: string): [string, string] {
  const equals = text.indexOf('=');
  if (equals > 0) return [text.slice(0, equals), text.slice(equals + 1)];
  throw new Error(`--parameter needs NAME=VALUE, not "${text}"`);
}
