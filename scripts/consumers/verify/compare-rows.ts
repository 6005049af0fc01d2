import { isDeepStrictEqual } from 'node:util';
import type { ColumnDifference } from './difference';
import type { Row } from './stored-rows';

/** The columns in which a stored row is not as expected, in the order of their names. */
export function compareRows(stored: Row, expected: Row): readonly ColumnDifference[] {
  const columns = [...new Set([...Object.keys(stored), ...Object.keys(expected)])].sort();
  return columns.flatMap((column) => {
    if (isDeepStrictEqual(stored[column], expected[column])) return [];
    return {
      column,
      ...(Object.hasOwn(stored, column) && { stored: stored[column] }),
      ...(Object.hasOwn(expected, column) && { expected: expected[column] }),
    };
  });
}
