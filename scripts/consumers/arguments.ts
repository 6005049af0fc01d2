import { parseOptions } from '../../local/cli/parse-options';

export const HELP = `Looks after the consumers of the event log: projections and process managers.

Usage: npm run consumers -- <command> [options]

  status [--quick]               how far each consumer is behind the log, and what lies in the queues;
                                 --quick looks at the queues and the bucket alone
  ring <consumer> <stream>       have a consumer read one stream from its checkpoint on
  rebuild <consumer>             ring it for every stream that it follows, and of a projection wait until no
                                 row of an older revision is left; ring <consumer> --all is the same
          [--segments N]         parts of the log that are walked at the same time (1)
          [--after CURSOR]       go on where an interrupted run stopped; it prints the cursor
          [--wait SECONDS]       how long nothing may move before what is left is rung again (10)
          [--from-export WHERE]  make the rows of a projection from an export of the log, s3://bucket/prefix or
                                 a folder, and ring what came after it: of no other stream is the log read.
                                 Run it again when it was interrupted; what is written is passed over
  park list [--consumer NAME]    what was put aside after a day of failures, and why
  redrive [--dry-run]            ring again what is parked, send dead letters back to their queues, and
                                 ring for what a stream mapping gave up; --dry-run only tells, of the
                                 dead letters of one stream perhaps the first alone
          [--consumer NAME]      for one consumer alone, which leaves dead letters and failed batches
  export [WHERE]                 export the log to s3://bucket/prefix or a folder: a stack's by DynamoDB itself,
                                 into its LogArchiveBucket if nobody says; else by reading it (.local/exports)
         [--incremental]         only what came after those that were made to the same place
  verify <projection or tally>   compare each of its rows with the log, while commands go on
         [--mend]                make anew what differs and delete what no stream leads to, then verify again
         [--show-values]         print what rows hold, which may be personal data
         [--wait SECONDS]        how long a row may be behind before it counts as late (10)

  switch <projection> <other>    have queries read the other one of two projections that a manifest lists under
                                 \`switches\`, once it has caught up; the same way back
         [--wait SECONDS]        how far behind it may be (10)

  --rate N                       streams a second, of status, verify, switch and rebuild --from-export (500)
                                 and of rebuild (50)
  --stack NAME                   a deployed stack, with AWS_REGION and AWS_PROFILE as for the AWS CLI;
                                 a running npm start (PORT, as there) without it
  --help                         show this

Exit code: 0 when all is well; 1 when something waits for you (status), was left (redrive), is not done
yet (rebuild, switch), or differs from the log and was not mended (verify); 2 when it cannot run.
`;

interface Where {
  /** Name of a stack; a running npm start without it. */
  readonly stack: string | undefined;
}

export type Arguments =
  | { readonly command: 'help' }
  | (Where & { readonly command: 'status'; readonly quick: boolean; readonly rate: number })
  | (Where & { readonly command: 'ring'; readonly consumer: string; readonly stream: string })
  | (Where & {
      readonly command: 'rebuild';
      readonly consumer: string;
      readonly rate: number;
      readonly segments: number;
      readonly after: string | undefined;
      /** Where an export lies; the log itself without it. */
      readonly fromExport: string | undefined;
      /** Seconds. */
      readonly wait: number;
    })
  | (Where & { readonly command: 'park-list'; readonly consumer: string | undefined })
  | (Where & {
      readonly command: 'redrive';
      readonly consumer: string | undefined;
      readonly dryRun: boolean;
    })
  | (Where & {
      readonly command: 'switch';
      readonly projection: string;
      readonly to: string;
      readonly rate: number;
      /** Seconds. */
      readonly wait: number;
    })
  | (Where & {
      readonly command: 'export';
      readonly where: string | undefined;
      readonly incremental: boolean;
    })
  | (Where & {
      readonly command: 'verify';
      readonly consumer: string;
      readonly mend: boolean;
      readonly showValues: boolean;
      readonly rate: number;
      /** Seconds. */
      readonly wait: number;
    });

const RATE = { status: 500, verify: 500, switch: 500, rebuild: 50, fromExport: 500 };
/** Seconds. */
const WAIT = 10;

const options = {
  help: { type: 'boolean', default: false },
  stack: { type: 'string' },
  quick: { type: 'boolean', default: false },
  all: { type: 'boolean', default: false },
  rate: { type: 'string' },
  after: { type: 'string' },
  segments: { type: 'string' },
  'from-export': { type: 'string' },
  consumer: { type: 'string' },
  'dry-run': { type: 'boolean', default: false },
  mend: { type: 'boolean', default: false },
  'show-values': { type: 'boolean', default: false },
  wait: { type: 'string' },
  incremental: { type: 'boolean', default: false },
} as const;

type Option = keyof typeof options;

/** Options that each command understands, beside --stack. */
const understood: Readonly<Record<Exclude<Arguments['command'], 'help'>, readonly Option[]>> = {
  status: ['quick', 'rate'],
  ring: [],
  rebuild: ['all', 'rate', 'segments', 'after', 'wait', 'from-export'],
  'park-list': ['consumer'],
  redrive: ['consumer', 'dry-run'],
  export: ['incremental'],
  verify: ['mend', 'show-values', 'rate', 'wait'],
  switch: ['rate', 'wait'],
};

/** @throws Error with a one-line message for anything that is not understood */
export function parseArguments(given: readonly string[]): Arguments {
  const { values, positionals } = parse(given);
  const [command, ...rest] = positionals;
  if (values.help || command === undefined) return { command: 'help' };
  const { stack } = values;
  const checked = <A extends Exclude<Arguments, { command: 'help' }>>(parsed: A): A => {
    const stranger = (Object.keys(values) as Option[]).find(
      (name) => values[name] !== false && name !== 'stack' && !understood[parsed.command].includes(name),
    );
    if (stranger === undefined) return parsed;
    throw new Error(`${command} does not understand --${stranger}; --help lists the options`);
  };
  switch (`${command} ${rest.length}`) {
    case 'status 0':
      return checked({
        command: 'status',
        stack,
        quick: values.quick,
        rate: rateOf(values.rate, RATE.status),
      });
    case 'ring 1':
    case 'ring 2':
      return checked(ring(rest, values));
    case 'rebuild 1':
      return checked(rebuild(rest, values));
    case 'park 1':
      if (rest[0] === 'list') return checked({ command: 'park-list', stack, consumer: values.consumer });
      break;
    case 'redrive 0':
      return checked({ command: 'redrive', stack, consumer: values.consumer, dryRun: values['dry-run'] });
    case 'export 0':
    case 'export 1':
      return checked({ command: 'export', stack, where: rest[0], incremental: values.incremental });
    case 'verify 1':
      return checked(verify(rest, values));
    case 'switch 2':
      return checked(switchTo(rest, values));
  }
  throw new Error(`"${positionals.join(' ')}" is not understood; --help lists the commands`);
}

type Values = ReturnType<typeof parse>['values'];

function ring([consumer = '', stream]: readonly string[], values: Values) {
  const { stack, all } = values;
  if (stream === undefined && !all) throw new Error('ring needs a stream, as in iam/user#<id>, or --all');
  if (stream !== undefined && all) throw new Error('ring takes either a stream or --all, not both');
  if (stream !== undefined) return { command: 'ring', stack, consumer, stream } as const;
  return rebuild([consumer], values);
}

function rebuild([consumer = '']: readonly string[], { stack, after, ...values }: Values) {
  const fromExport = values['from-export'];
  if (fromExport !== undefined && after !== undefined) {
    throw new Error('--after goes on with ringing; --from-export goes on by itself, so give one of them');
  }
  const rate = rateOf(values.rate, fromExport === undefined ? RATE.rebuild : RATE.fromExport);
  const segments = numberOf('segments', values.segments, 1);
  const wait = numberOf('wait', values.wait, WAIT);
  return { command: 'rebuild', stack, consumer, rate, segments, after, fromExport, wait } as const;
}

function verify([consumer = '']: readonly string[], values: Values) {
  const { stack, mend, 'show-values': showValues } = values;
  const rate = rateOf(values.rate, RATE.verify);
  const wait = numberOf('wait', values.wait, WAIT);
  return { command: 'verify', stack, consumer, mend, showValues, rate, wait } as const;
}

function switchTo([projection = '', to = '']: readonly string[], { stack, ...values }: Values) {
  const rate = rateOf(values.rate, RATE.switch);
  const wait = numberOf('wait', values.wait, WAIT);
  return { command: 'switch', stack, projection, to, rate, wait } as const;
}

function rateOf(text: string | undefined, usual: number): number {
  return numberOf('rate', text, usual);
}

function numberOf(option: Option, text: string | undefined, usual: number): number {
  const number = text === undefined ? usual : Number(text);
  if (Number.isInteger(number) && number >= 1 && number <= 10_000) return number;
  throw new Error(`--${option} must be a whole number from 1 to 10000, not "${String(text)}"`);
}

function parse(args: readonly string[]) {
  return parseOptions({ args: [...args], options, allowPositionals: true });
}
