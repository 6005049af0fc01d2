import { parseOptions } from '../../local/cli/parse-options';

export const HELP = `Writes new parts of the application, in the style of those that are there.

Usage: npm run new -- <kind> <name> [options]

  context billing                  a bounded context that has nothing yet
  aggregate billing/invoice        an aggregate that is created, renamed, found and listed, with its routes,
                                   read table, specs and stored histories; its context too, if there is none
      [--plural invoices]          what many are called, in routes and tables
  command billing/invoice/issue    a use case that carries the id alone: route, command, action, rule, and
                                   the event that it raises, if there is none
      [--event issued]             that event, where it is not the participle of the command
  event billing/invoice/issued     an event without data, and the field of the state that it sets
  projection billing/invoice-totals
                                   a read table, with what fills it and what asks it; in the folder of the
                                   aggregate whose name begins its own
      [--follows billing/invoice]  whose events it follows, when they are another's
  process billing/rename-account-when-invoice-renamed
                                   a process that reacts to an event with a command of its context
      [--on billing/invoice/renamed] [--sends billing/account/rename]
                                   these, where the name does not say them

  --dry-run                        tell which files would be written and edited, and write nothing
  --help                           show this

Nothing is overwritten, and nothing is written before all of it is known to fit. Then npm run corpus:write and
npm run generate are run.

Exit code: 0 when it is done; 1 when it was refused, or what is generated could not be; 2 when it cannot run.
`;

export type Kind = 'context' | 'aggregate' | 'command' | 'event' | 'projection' | 'process';

export interface Order {
  readonly kind: Kind;
  /** Parts of the name: `billing`, `invoice`. */
  readonly path: readonly string[];
  readonly isDryRun: boolean;
  readonly plural?: string | undefined;
  readonly event?: string | undefined;
  readonly follows?: string | undefined;
  readonly on?: string | undefined;
  readonly sends?: string | undefined;
}

const options = {
  help: { type: 'boolean', default: false },
  'dry-run': { type: 'boolean', default: false },
  plural: { type: 'string' },
  event: { type: 'string' },
  follows: { type: 'string' },
  on: { type: 'string' },
  sends: { type: 'string' },
} as const;

type Option = keyof typeof options;

/** The form of each kind's name, and the options that it understands. */
const KINDS: Readonly<Record<Kind, { readonly form: string; readonly options: readonly Option[] }>> = {
  context: { form: 'billing', options: [] },
  aggregate: { form: 'billing/invoice', options: ['plural'] },
  command: { form: 'billing/invoice/issue', options: ['event'] },
  event: { form: 'billing/invoice/issued', options: [] },
  projection: { form: 'billing/invoice-totals', options: ['follows'] },
  process: { form: 'billing/rename-account-when-invoice-renamed', options: ['on', 'sends'] },
};

/** @throws Error with a one-line message for anything that is not understood */
export function parseArguments(given: readonly string[]): Order | 'help' {
  const { values, positionals } = parse(given);
  const [kind, name, ...more] = positionals;
  if (values.help || kind === undefined) return 'help';
  if (!isKind(kind))
    throw new Error(`"${kind}" is no kind of part; there are ${Object.keys(KINDS).join(', ')}`);
  const { form, options: understood } = KINDS[kind];
  if (name === undefined) throw new Error(`${kind} needs a name, as in npm run new -- ${kind} ${form}`);
  if (more.length > 0)
    throw new Error(`"${more.join(' ')}" is one name too many; make one ${kind} at a time`);
  const stranger = (Object.keys(values) as Option[]).find(
    (each) => values[each] !== false && each !== 'dry-run' && !understood.includes(each),
  );
  if (stranger !== undefined)
    throw new Error(`${kind} does not understand --${stranger}; --help lists the options`);
  const { plural, event, follows, on, sends } = values;
  return {
    kind,
    path: pathOf(kind, name, form),
    isDryRun: values['dry-run'],
    plural,
    event,
    follows,
    on,
    sends,
  };
}

function pathOf(kind: Kind, name: string, form: string): string[] {
  const parts = name.split('/');
  if (
    parts.length === form.split('/').length &&
    !parts.includes('') &&
    !parts.includes('.') &&
    !parts.includes('..')
  ) {
    return parts;
  }
  throw new Error(
    `${JSON.stringify(name)} is no name of ${/^[ae]/u.test(kind) ? 'an' : 'a'} ${kind}; write it as ${form}`,
  );
}

function isKind(text: string): text is Kind {
  return Object.hasOwn(KINDS, text);
}

function parse(args: readonly string[]) {
  return parseOptions({ args: [...args], options, allowPositionals: true });
}
