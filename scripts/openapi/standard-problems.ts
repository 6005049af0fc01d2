import { ReadRequest } from '../../src/http/requests';
import type { Input, Route } from '../../src/http/route';
import type { ProblemKind } from '../../src/http/problem';

/** What the HTTP layer and the engine refuse on their own: by kind, code and what it says. */
export const standardProblems = {
  malformed: {
    malformed: 'Some fields are wrong.',
    'malformed-cursor': 'Pass the cursor of the page before, of the same list and filter.',
  },
  unauthorized: {
    'authentication-needed': 'Send a token: Authorization: Bearer <token>.',
    'token-expired': 'The token has expired; sign in again.',
  },
  forbidden: { forbidden: 'Your token does not allow this.' },
  conflict: {
    'idempotency-key-in-progress':
      'A request with this Idempotency-Key is being carried out; ask again in a moment for its answer.',
  },
  outdated: { 'version-mismatch': 'The version is another one now; read it again.' },
  'too-large': {
    'too-large': 'The body must not exceed 262144 bytes.',
    'commit-too-large': 'The command leads to more than the log can hold at once; split it.',
  },
  'unsupported-media-type': {
    'unsupported-media-type': 'Send the body as content-type: application/json in UTF-8.',
  },
  rule: {
    'idempotency-key-reused':
      'This Idempotency-Key came with another request; send each request under a key of its own.',
  },
  'too-many-requests': {
    'too-many-requests': 'Too many requests from your network; wait, then try again.',
  },
  unavailable: {
    'too-busy': 'Too many changes at once; try again.',
    'store-unavailable': 'The database does not answer; try again.',
  },
  timeout: { 'not-readable-yet': 'The read model has not reached minVersion yet.' },
} as const satisfies Partial<Record<ProblemKind, Readonly<Record<string, string>>>>;

export type StandardKind = keyof typeof standardProblems;

export function isStandardKind(kind: ProblemKind): kind is StandardKind {
  return Object.hasOwn(standardProblems, kind);
}

export function standardKindsOf(route: Route): StandardKind[] {
  const takes = (kind: Input['kind']): boolean => route.inputs.some((input) => input.kind === kind);
  return [
    'malformed',
    'unavailable',
    ...(route.access.kind === 'public' ? [] : (['unauthorized', 'forbidden'] as const)),
    ...(takes('body') ? (['unsupported-media-type'] as const) : []),
    ...(takes('body') || takes('command') ? (['too-large'] as const) : []),
    ...(takes('command') ? (['conflict', 'rule'] as const) : []),
    ...(isVersioned(route) ? (['outdated'] as const) : []),
    ...(route.limits.length > 0 ? (['too-many-requests'] as const) : []),
    ...(waits(route) ? (['timeout'] as const) : []),
  ];
}

function isVersioned({ inputs }: Route): boolean {
  return inputs.some((input) => input.kind === 'command' && input.isVersioned !== false);
}

function waits(route: Route): boolean {
  return route.inputs.some(
    (input) =>
      input.kind === 'query' && (input.dto === ReadRequest || input.dto.prototype instanceof ReadRequest),
  );
}
