import { createHash } from 'node:crypto';
import { DomainError } from '../kernel/domain-error';
import { isUnsafeKey } from './request';

export const MAX_CURSOR_LENGTH = 2048;
/** base64url; as text: OpenAPI shows it. */
export const CURSOR_PATTERN = `^[A-Za-z0-9_-]{1,${MAX_CURSOR_LENGTH}}$`;
const SHAPE = new RegExp(CURSOR_PATTERN);
const MAX_KEY_FIELDS = 8;

/** Where a list stopped: the key of the last row that was looked at. */
export type CursorKey = Readonly<Record<string, string | number>>;

/**
 * A cursor that is good for one scope only. It is a bookmark, not a secret: a client can read and forge it, so a
 * reader treats its key as client data and stays inside its own table and partition.
 *
 * @param scope route and filter; it is hashed, never part of the cursor
 */
export function encodeCursor(scope: string, key: CursorKey): string {
  const cursor = Buffer.from(JSON.stringify([checksum(scope, key), key])).toString('base64url');
  if (cursor.length > MAX_CURSOR_LENGTH)
    throw new RangeError('The key is too large for a cursor; page by a smaller one.');
  return cursor;
}

/** @throws DomainError malformed-cursor for one that is broken, or of another list or filter */
export function decodeCursor(scope: string, cursor: string): CursorKey {
  // Node passes over what is not base64url: two texts would be one cursor.
  const payload = SHAPE.test(cursor) ? parse(cursor) : undefined;
  if (Array.isArray(payload) && payload.length === 2) {
    const [sum, key] = payload as [unknown, unknown];
    if (isCursorKey(key) && sum === checksum(scope, key)) return key;
  }
  throw new DomainError(
    'malformed',
    'malformed-cursor',
    'Pass the cursor of the page before, of the same list and filter.',
    {
      fields: [{ field: 'cursor', message: 'does not belong to this list' }],
    },
  );
}

function isCursorKey(key: unknown): key is CursorKey {
  if (typeof key !== 'object' || key === null || Array.isArray(key)) return false;
  const entries = Object.entries(key);
  return (
    entries.length <= MAX_KEY_FIELDS &&
    entries.every(
      ([name, value]) => !isUnsafeKey(name) && (typeof value === 'string' || Number.isFinite(value)),
    )
  );
}

/** Covers scope and key, so that a cursor that was cut or changed by accident is found out. */
function checksum(scope: string, key: CursorKey): string {
  return createHash('sha256')
    .update(JSON.stringify([scope, key]))
    .digest('base64url')
    .slice(0, 12);
}

function parse(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString());
  } catch {
    // Not JSON is one of the ways in which a cursor is broken; the caller names them all alike.
    return undefined;
  }
}
