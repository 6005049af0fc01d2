import { DomainError } from '../../kernel/domain-error';
import type { UniqueValue } from './unique-value';

/** What the engine itself refuses, whatever the domain says. */

export function otherVersion(version: number): DomainError {
  return new DomainError('outdated', 'version-mismatch', `The version is ${version} now; read it again.`);
}

export function taken({ scope, name }: UniqueValue): DomainError {
  return new DomainError('conflict', `${scope}/${name}-taken`, `This ${name} is taken.`);
}

export function changedMeanwhile(): DomainError {
  return new DomainError(
    'conflict',
    'changed-meanwhile',
    'Another change was faster; load it and try again.',
  );
}

export function tooBusy(): DomainError {
  return new DomainError('unavailable', 'too-busy', 'Too many changes at once; try again.', {
    retryAfter: 1,
  });
}

export function inProgress(): DomainError {
  return new DomainError(
    'conflict',
    'idempotency-key-in-progress',
    'A request with this Idempotency-Key is being carried out; ask again in a moment for its answer.',
  );
}

export function keyReused(): DomainError {
  return new DomainError(
    'rule',
    'idempotency-key-reused',
    'This Idempotency-Key came with another request; send each request under a key of its own.',
  );
}
