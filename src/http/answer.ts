import { IsInt, Min } from 'class-validator';
import type { Page, PageRequest } from '../eventsourcing/page';
import { decodeCursor, encodeCursor } from './cursor';
import { Describe } from './describe';
import { Uuid } from './fields';

/** What a handler gives back; the router turns it into a response. Refusals are thrown, as a DomainError. */
export interface Answer {
  readonly status: 200 | 202;
  readonly body: object;
  /** Becomes the ETag `"3"`. Reads without one get a weak ETag of their content. */
  readonly version?: number;
}

/** The command is stored; read models follow. `version` is what `minVersion` waits for. */
export function accepted(commit: { readonly id: string; readonly version: number }): Answer {
  const { id, version } = commit;
  return { status: 202, body: { id, version }, version };
}

export function found(view: object, version: number): Answer {
  return { status: 200, body: view, version };
}

/** @param cursor where the next page begins; none on the last page */
export function page(items: readonly object[], cursor?: string): Answer {
  return { status: 200, body: cursor === undefined ? { items } : { items, cursor } };
}

/** Anything that has no version: health, a document. */
export function content(body: object): Answer {
  return { status: 200, body };
}

/**
 * Answers with one page of a list.
 *
 * @param scope what the cursor is good for: the name of the list, its owner, its filter; any JSON
 * @param view what of a row is shown; nothing for a row that is left out
 * @throws DomainError malformed-cursor
 */
export async function listed<R>(
  scope: readonly unknown[],
  { limit, cursor }: { readonly limit: number; readonly cursor?: string },
  read: (page: Omit<PageRequest, 'consistent'>) => Promise<Page<R>>,
  view: (row: R) => object | undefined,
): Promise<Answer> {
  const name = JSON.stringify(scope);
  const after = cursor === undefined ? {} : { after: decodeCursor(name, cursor) };
  const { rows, next } = await read({ limit, ...after });
  return page(
    rows.flatMap((row) => view(row) ?? []),
    next && encodeCursor(name, next),
  );
}

/** The body of a 202. */
export class Accepted {
  @Describe('Identity of the aggregate that the command went to.')
  @Uuid()
  readonly id!: string;

  @Describe('Version of the aggregate after the command; pass it as `minVersion` to read your own write.', 1)
  @IsInt()
  @Min(1)
  readonly version!: number;
}

export type ViewClass = abstract new (...args: never[]) => object;

/** What a view class looks like on the wire: its fields, in a plain object. */
export type Shape<View> = { readonly [Field in keyof View]: View[Field] };

/** Documents a page of views: `{ items, cursor? }`. */
export interface PageOfView {
  readonly pageOf: ViewClass;
}

/** What a route can answer when all is well. */
export type AnswerType = ViewClass | PageOfView;

export function PageOf(view: ViewClass): PageOfView {
  return { pageOf: view };
}
