import { parseOptions } from '../../local/cli/parse-options';
import { tokenOrder, type TokenWishes } from '../../local/identity/token-order';

export const HELP = `Prints a token for the application that npm start runs at PORT (3000), and nothing else on stdout.

Usage: npm run -s token -- <role> [options]

  --sub ID         whose it is; without it somebody who is always the same for a role
  --alias TEXT     what people call them; the role without it
  --country CC     two capital letters (DE)
  --days N         for how long it is good (30)
  --help           show this

  TOKEN=$(npm run -s token -- admin)
  curl -H "authorization: Bearer $TOKEN" http://127.0.0.1:3000/users

Exit code: 0 when a token was printed, 2 when there is none.
`;

export type Arguments =
  { readonly command: 'help' } | { readonly command: 'token'; readonly wishes: TokenWishes };

const options = {
  help: { type: 'boolean', default: false },
  sub: { type: 'string' },
  alias: { type: 'string' },
  country: { type: 'string' },
  days: { type: 'string' },
} as const;

/** @throws Error with a one-line message for anything that is not understood */
export function parseArguments(given: readonly string[]): Arguments {
  const { values, positionals } = parse(given);
  const { help, ...wishes } = values;
  const [role, ...rest] = positionals;
  if (help) return { command: 'help' };
  if (role === undefined)
    throw new Error('name a role, as in npm run -s token -- admin; --help lists the options');
  if (rest.length > 0) throw new Error(`"${rest.join(' ')}" is not understood; --help lists the options`);
  tokenOrder({ role, ...wishes });
  return { command: 'token', wishes: { role, ...wishes } };
}

function parse(args: readonly string[]) {
  return parseOptions({ args: [...args], options, allowPositionals: true });
}
