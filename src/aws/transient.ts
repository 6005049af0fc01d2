import { DomainError } from '../kernel/domain-error';

const NAMES = new Set([
  'InternalServerError',
  'ProvisionedThroughputExceededException',
  'RequestLimitExceeded',
  'ServiceUnavailable',
  'ThrottlingException',
  'TimeoutError',
]);
const CODES = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'EAI_AGAIN', 'ENOTFOUND']);

/** Reasons for which a transaction is cancelled although nothing is wrong with it. */
const REASONS = new Set(['ThrottlingError', 'ProvisionedThroughputExceeded', 'RequestLimitExceeded']);

/** Turns what passes by itself (throttling, a lost connection) into 503; everything else stays as it is. */
export async function orUnavailable<T>(request: Promise<T>): Promise<T> {
  try {
    return await request;
  } catch (error) {
    if (!isTransient(error)) throw error;
    throw new DomainError('unavailable', 'store-unavailable', 'The database does not answer; try again.', {
      retryAfter: 1,
      cause: error,
    });
  }
}

interface TransientParts {
  readonly code?: unknown;
  readonly $fault?: unknown;
  readonly CancellationReasons?: readonly { readonly Code?: string }[];
}

export function isTransient(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { code, $fault, CancellationReasons = [] } = error as TransientParts;
  if (CancellationReasons.some(({ Code = '' }) => REASONS.has(Code))) return true;
  return NAMES.has(error.name) || $fault === 'server' || (typeof code === 'string' && CODES.has(code));
}
