import { parseOptions } from '../../local/cli/parse-options';

export const HELP = `Looks after the keys that sign access tokens.

Usage: npm run keys -- <command> [options]

  rotate [--at-once]   make a new key. It is known to everybody who verifies tokens now, and signs in an
                       hour; the first key of all signs at once. What was signed before stays good.
                       --at-once: sign with it now. Whoever has kept the public keys refuses its tokens
                       for up to five minutes, and longer where a proxy has kept them.
  list                 which keys there are, and what each is for
  revoke <kid>         take a key away, and with it every token that it has signed

  --stack NAME         a deployed stack, with AWS_REGION and AWS_PROFILE as for the AWS CLI;
                       a running npm start (PORT, as there) without it
  --help               show this

Exit code: 0 when it is done, 2 when it cannot be.
`;

export type Arguments =
  | { readonly command: 'help' }
  | { readonly command: 'rotate'; readonly stack: string | undefined; readonly atOnce: boolean }
  | { readonly command: 'list'; readonly stack: string | undefined }
  | { readonly command: 'revoke'; readonly stack: string | undefined; readonly kid: string };

const options = {
  help: { type: 'boolean', default: false },
  stack: { type: 'string' },
  'at-once': { type: 'boolean', default: false },
} as const;

/** @throws Error with a one-line message for anything that is not understood */
export function parseArguments(given: readonly string[]): Arguments {
  const { values, positionals } = parse(given);
  const [command, kid, ...rest] = positionals;
  if (values.help || command === undefined) return { command: 'help' };
  const { stack, 'at-once': atOnce } = values;
  const isAlone = kid === undefined;
  if (command === 'rotate' && isAlone) return { command, stack, atOnce };
  if (atOnce) throw new Error(`${command} does not understand --at-once; --help lists the options`);
  if (command === 'list' && isAlone) return { command, stack };
  if (command === 'revoke' && isAlone) throw new Error('revoke needs the kid of a key; list shows them');
  if (command === 'revoke' && kid !== undefined && rest.length === 0) return { command, stack, kid };
  throw new Error(`"${positionals.join(' ')}" is not understood; --help lists the commands`);
}

function parse(args: readonly string[]) {
  return parseOptions({ args: [...args], options, allowPositionals: true });
}
