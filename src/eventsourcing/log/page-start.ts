import { DomainError } from '../../kernel/domain-error';
import type { Commit } from './commit';

/** The event that a page of history begins with. */
export interface PageStart {
  /** Version of the first event of its commit. */
  readonly commit: number;
  readonly version: number;
}

const VERSION = /^[1-9]\d{0,14}$/;

export function beginsAt(
  commit: Commit,
  event: { readonly version: number },
): Readonly<Record<string, string>> {
  return { commit: String(commit.version), version: String(event.version) };
}

/**
 * @param after what `beginsAt` made, or what a client made up: any place in the stream is as good as another
 * @throws DomainError malformed-cursor
 */
export function pageStartOf(after: Readonly<Record<string, unknown>>): PageStart {
  const { commit, version, ...more } = after;
  const isPlace = isVersion(commit) && isVersion(version) && Object.keys(more).length === 0;
  if (isPlace && Number(commit) <= Number(version))
    return { commit: Number(commit), version: Number(version) };
  throw new DomainError(
    'malformed',
    'malformed-cursor',
    'The cursor is not of this list; start again without.',
  );
}

function isVersion(value: unknown): value is string {
  return typeof value === 'string' && VERSION.test(value);
}
