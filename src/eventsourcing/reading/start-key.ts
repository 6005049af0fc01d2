import { DomainError } from '../../kernel/domain-error';
import type { PageRequest } from '../page';
import { keyLimits, type Key, type Table } from './table';

/** What a page is of: a whole table, or a partition of it or of one of its indexes. */
export interface PageScope {
  readonly table: Table;
  readonly index?: string;
  readonly partition?: string;
}

/**
 * The key after which a page begins. A client may have forged it: what DynamoDB would reject as a fault of ours is
 * refused here, and so is a key that leads out of the partition.
 *
 * @throws DomainError malformed-cursor
 */
export function startKeyOf(
  { table, index, partition }: PageScope,
  after: PageRequest['after'],
): Key | undefined {
  if (!after) return undefined;
  const start = [...keyLimits(table, index)].map(([column, longest], position): [string, string] => {
    const value = after[column];
    const isKey = typeof value === 'string' && value !== '' && Buffer.byteLength(value) <= longest;
    const isInside = position > 0 || partition === undefined || value === partition;
    if (isKey && isInside) return [column, value];
    throw new DomainError(
      'malformed',
      'malformed-cursor',
      'The cursor is not of this list; start again without.',
    );
  });
  return Object.fromEntries(start);
}
