import type { Message } from 'esbuild';

/** Source code that does not bundle. The message is one line: where, what and how many more. */
export class BuildError extends Error {
  override readonly name = 'BuildError';

  constructor(messages: readonly Message[]) {
    super(describe(messages));
  }
}

function describe(messages: readonly Message[]): string {
  const [first, ...others] = messages;
  if (first === undefined) return 'the functions cannot be bundled';
  const place = first.location === null ? '' : `${first.location.file}:${first.location.line}: `;
  const more = others.length === 0 ? '' : ` (and ${others.length} more)`;
  return `the functions cannot be bundled: ${place}${first.text}${more}`;
}

/** What esbuild throws when a build fails. */
export function isBuildFailure(error: unknown): error is Error & { errors: Message[] } {
  return error instanceof Error && 'errors' in error && Array.isArray(error.errors);
}
