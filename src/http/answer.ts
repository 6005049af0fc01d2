import { createHash } from 'node:crypto';
import { IsInt, Min } from 'class-validator';
import type { Page, PageRequest } from '../eventsourcing/page';
import { DomainError } from '../kernel/domain-error';
import type { EventSource } from '../kernel/event-source';
import { decodeCursor, encodeCursor } from './cursor';
import { Describe } from './describe';
import { MethodNotAllowedError, UnauthorizedError } from './errors';
import { Uuid } from './fields';
import { problemOf } from './problem';
import type { HttpRequest } from './request';

/** What a handler gives back; the router turns it into a response. Refusals are thrown, as a DomainError. */
export interface Answer {
  readonly status: 200 | 202;
  readonly body: object;
  /** Becomes the ETag `"3"`. Reads without one get a weak ETag of their content. */
  readonly version?: number;
  /** Seconds for which anybody may keep it, proxies too: for what is the same for everybody. */
  readonly publicFor?: number;
}

/**
 * The command is stored; read models follow. `version` is what `minVersion` waits for.
 *
 * @param more what else the command is answered, as a class that extends `Accepted` documents it
 */
export function accepted(
  commit: { readonly id: string; readonly version: number },
  more: { readonly id?: never; readonly version?: never } & Readonly<Record<string, unknown>> = {},
): Answer {
  const { id, version } = commit;
  return { status: 202, body: { id, version, ...more }, version };
}

/** The command is stored, and nobody learns the version. @param body as a class that extends `Received` documents it */
export function received(body: object): Answer {
  return { status: 202, body };
}

export function found(view: object, version: number): Answer {
  return { status: 200, body: view, version };
}

/** @param cursor where the next page begins; none on the last page */
export function page(items: readonly object[], cursor?: string): Answer {
  return { status: 200, body: cursor === undefined ? { items } : { items, cursor } };
}

/** Anything that has no version: health, a document. */
export function content(body: object, caching: Pick<Answer, 'publicFor'> = {}): Answer {
  return { status: 200, body, ...caching };
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

/**
 * The body of a 202 that tells no version: for what happens to an aggregate before anybody knows whether it existed, and
 * shall not learn it. A command that is answered more than that extends it.
 */
export class Received {
  @Describe('Identity of the aggregate that the command went to.')
  @Uuid()
  readonly id!: string;
}

/** The body of a 202. */
export class Accepted extends Received {
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

/** Documents a page of events, and the data of each type of them. */
export interface PageOfEvents {
  readonly source: EventSource;
  readonly eventsOf: Readonly<Record<string, ViewClass>>;
}

/** What a route can answer when all is well. */
export type AnswerType = ViewClass | PageOfView | PageOfEvents;

/** Whether it documents the 202 of a command. */
export function isAccepted(answer: AnswerType): boolean {
  return answer === Received || (typeof answer === 'function' && answer.prototype instanceof Received);
}

/** Whether it documents the 202 of a command whose sender learns the version. */
export function tellsVersion(answer: AnswerType): boolean {
  return answer === Accepted || (typeof answer === 'function' && answer.prototype instanceof Accepted);
}

export function PageOf(view: ViewClass): PageOfView {
  return { pageOf: view };
}

export interface HttpResponse {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** Empty for none. */
  readonly body: string;
}

/** No browser may take JSON for something else ("REST Security Cheat Sheet", OWASP). */
export const commonHeaders = { 'x-content-type-options': 'nosniff' } as const;

/**
 * The response to a request that went well.
 *
 * Reads may be kept by the client alone, and are asked for again each time (`private, no-cache`): with
 * `If-None-Match` that costs a 304. What is public may be kept by anybody for its time. Answers to commands are not kept at
 * all.
 */
export function responseOf(answer: Answer, request: HttpRequest): HttpResponse {
  const body = JSON.stringify(answer.body);
  if (!isRead(request)) {
    return { status: answer.status, headers: headersOf('no-store', versionHeader(answer)), body };
  }
  const etag = answer.version === undefined ? contentTag(body) : versionTag(answer.version);
  const { publicFor } = answer;
  const kept = publicFor === undefined ? 'private, no-cache' : `public, max-age=${publicFor}`;
  const caching = { ...commonHeaders, 'cache-control': kept, etag };
  const known = request.headers.get('if-none-match');
  if (known !== undefined && noneMatchNames(known, etag)) return { status: 304, headers: caching, body: '' };
  return { status: answer.status, headers: headersOf(kept, { etag }), body };
}

function isRead({ method }: Pick<HttpRequest, 'method'>): boolean {
  return method === 'GET' || method === 'HEAD';
}

function versionHeader(answer: Answer): Record<string, string> {
  return answer.version === undefined ? {} : { etag: versionTag(answer.version) };
}

function headersOf(caching: string, more: Record<string, string>): Record<string, string> {
  return { ...commonHeaders, 'content-type': 'application/json', 'cache-control': caching, ...more };
}

/** Statuses that promise that a later try can succeed. */
const RETRYABLE: readonly number[] = [429, 503, 504];
const DEFAULT_RETRY_SECONDS = 1;

/** The response to a request that was refused or failed. */
export function refusalOf(error: unknown, traceId: string): HttpResponse {
  const problem = problemOf(error, traceId);
  return {
    status: problem.status,
    headers: {
      ...commonHeaders,
      'content-type': 'application/problem+json',
      'cache-control': 'no-store',
      ...(error instanceof MethodNotAllowedError ? { allow: error.allowed.join(', ') } : {}),
      ...(error instanceof UnauthorizedError ? { 'www-authenticate': error.challenge } : {}),
      ...(RETRYABLE.includes(problem.status) ? { 'retry-after': retryAfter(error) } : {}),
    },
    body: JSON.stringify(problem),
  };
}

/** Whole seconds, rounded up: RFC 9110, 10.2.3 knows no fractions. */
function retryAfter(error: unknown): string {
  const seconds = error instanceof DomainError ? error.retryAfter : undefined;
  return String(Math.ceil(seconds ?? DEFAULT_RETRY_SECONDS));
}

export function versionTag(version: number): string {
  return `"${version}"`;
}

/** Weak: two answers with one tag mean the same, byte for byte or not. */
export function contentTag(json: string): string {
  return `W/"${createHash('sha256').update(json).digest('base64url').slice(0, 22)}"`;
}

/**
 * Whether `If-None-Match` names the tag, by the weak comparison of RFC 9110, 8.8.3.2.
 *
 * @param header `*`, or one or several tags
 */
export function noneMatchNames(header: string, tag: string): boolean {
  if (header.trim() === '*') return true;
  const opaque = tag.replace(/^W\//, '');
  return [...header.matchAll(/"[^"]*"/g)].some(([named]) => named === opaque);
}
