import type { Page, PageRequest } from '../../eventsourcing/page';
import { decodeCursor, encodeCursor } from '../dto/cursor';
import { page, type Answer } from './answer';

/**
 * Answers with one page of a list.
 *
 * @param scope what the cursor is good for: the name of the list, its owner, its filter; any JSON
 * @param view what of a row is shown
 * @throws DomainError malformed-cursor
 */
export async function listed<R>(
  scope: readonly unknown[],
  { limit, cursor }: { readonly limit: number; readonly cursor?: string },
  read: (page: PageRequest) => Promise<Page<R>>,
  view: (row: R) => object,
): Promise<Answer> {
  const name = JSON.stringify(scope);
  const after = cursor === undefined ? {} : { after: decodeCursor(name, cursor) };
  const { rows, next } = await read({ limit, ...after });
  return page(rows.map(view), next && encodeCursor(name, next));
}
