import { ReadRequest } from '../../src/http/dto/read.request';
import type { Input, Route } from '../../src/http/routing/route';
import type { ErrorKind } from '../../src/kernel/domain-error';

/** What the HTTP layer and the engine refuse on their own: by kind, code and what it says. */
export const standardProblems = {
  malformed: {
    malformed: 'Some fields are wrong.',
    'malformed-cursor': 'Pass the cursor of the page before, of the same list and filter.',
  },
  'precondition-failed': {
    'precondition-failed': 'If-Match names no version of this resource.',
    'version-mismatch': 'The version is another one now; read it again.',
  },
  'too-large': { 'too-large': 'The body must not exceed 262144 bytes.' },
  'unsupported-media-type': {
    'unsupported-media-type': 'Send the body as content-type: application/json in UTF-8.',
  },
  unavailable: {
    'too-busy': 'Too many changes at once; try again.',
    'store-unavailable': 'The database does not answer; try again.',
  },
  timeout: { 'not-readable-yet': 'The read model has not reached minVersion yet.' },
} as const satisfies Partial<Record<ErrorKind, Readonly<Record<string, string>>>>;

export type StandardKind = keyof typeof standardProblems;

export function isStandardKind(kind: ErrorKind): kind is StandardKind {
  return Object.hasOwn(standardProblems, kind);
}

export function standardKindsOf(route: Route): StandardKind[] {
  const takes = (kind: Input['kind']): boolean => route.inputs.some((input) => input.kind === kind);
  return [
    'malformed',
    'unavailable',
    ...(takes('body') ? (['too-large', 'unsupported-media-type'] as const) : []),
    ...(takes('caller') ? (['precondition-failed'] as const) : []),
    ...(waits(route) ? (['timeout'] as const) : []),
  ];
}

function waits(route: Route): boolean {
  return route.inputs.some(
    (input) =>
      input.kind === 'query' && (input.dto === ReadRequest || input.dto.prototype instanceof ReadRequest),
  );
}
