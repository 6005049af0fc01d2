import { DomainError } from '../../kernel/domain-error';
import type { HttpRequest } from './http-request';
import { malformed } from './malformed';

const ENTITY_TAG = /^(W\/)?"([\x21\x23-\x7e]*)"$/;
const ENTITY_TAGS = /^(W\/)?"[^"]*"(\s*,\s*(W\/)?"[^"]*")+$/;
const VERSION = /^[1-9]\d{0,14}$/;

/**
 * The version that `If-Match` names, as this API's ETags do: `"3"`.
 *
 * RFC 9110, 13.1.1: tags are compared strongly, so a weak tag, or one that never was a version here, matches no
 * state: 412. `*` and several tags are understood by the RFC but not by a command that wants one version: 400.
 */
export function expectedVersionOf(request: HttpRequest): number | undefined {
  const header = request.headers.get('if-match');
  if (header === undefined) return undefined;
  const [, weak, tag] = ENTITY_TAG.exec(header.trim()) ?? [];
  if (tag === undefined) throw notOneTag(header.trim());
  if (weak !== undefined || !VERSION.test(tag)) {
    throw new DomainError(
      'precondition-failed',
      'precondition-failed',
      'If-Match names no version of this resource.',
    );
  }
  return Number(tag);
}

export function refuseIfMatch(request: HttpRequest): void {
  if (request.headers.has('if-match')) throw refused('If-Match is understood on commands only.');
}

function notOneTag(header: string): DomainError {
  if (header === '*') return refused('If-Match: * is not supported; name the version, as in "3".');
  if (ENTITY_TAGS.test(header)) return refused('Name one version in If-Match, not several.');
  return refused('If-Match must be a quoted version, as in "3".');
}

function refused(message: string): DomainError {
  return malformed(message, [{ field: 'if-match', message: 'must be one quoted version of the ETag' }]);
}
