import { readFileSync } from 'node:fs';

/** A step of a guide, as it stands there. */
export type Step =
  /** Lines of a shell that have to succeed. */
  | { readonly kind: 'commands'; readonly lines: readonly string[] }
  /** Lines of one shell session, with what each prints. */
  | { readonly kind: 'session'; readonly exchanges: readonly Exchange[] }
  /** A change of a file that stands there once. */
  | { readonly kind: 'edit'; readonly path: string; readonly before: string; readonly after: string };

export interface Exchange {
  readonly command: string;
  /** `…` stands for anything. */
  readonly output: string;
}

/** The blocks of a guide in their order; a diff changes the file that was named last before it. */
export function stepsOf(file: string): Step[] {
  const text = readFileSync(file, 'utf8');
  let path = '';
  return [...text.matchAll(/`(src\/[^`\s]+\.ts)`|^```(sh|console|diff)\n([^]*?)\n```$/gmu)].flatMap(
    ([, named, language, body = '']): Step[] => {
      if (named !== undefined) path = named;
      if (language === 'sh') return [{ kind: 'commands', lines: body.split('\n') }];
      if (language === 'console') return [{ kind: 'session', exchanges: exchangesOf(body) }];
      return language === 'diff'
        ? [{ kind: 'edit', path, before: side(body, '-'), after: side(body, '+') }]
        : [];
    },
  );
}

function exchangesOf(body: string): Exchange[] {
  return body
    .split(/^\$ /mu)
    .filter((part) => part !== '')
    .map((part) => {
      const [command = '', ...output] = part.trimEnd().split('\n');
      return { command, output: output.join('\n') };
    });
}

/** The lines of one side of a diff, with those of both. */
function side(body: string, sign: '-' | '+'): string {
  return body
    .split('\n')
    .filter((line) => line === '' || line.startsWith(' ') || line.startsWith(sign))
    .map((line) => `${line.slice(1)}\n`)
    .join('');
}

/** A text without what only its author knows: `…` matches anything within a line. */
export function matching(output: string): RegExp {
  const literal = output.split('…').map((part) => part.replaceAll(/[\\^$.*+?()[\]{}|]/gu, '\\$&'));
  return new RegExp(`^${literal.join('.*')}$`, 'u');
}
