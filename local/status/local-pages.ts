import type { IncomingMessage } from 'node:http';
import { REFUSED } from '../exposure/local-callers';
import { failure, type HttpAnswer } from '../gateway/http-answer';
import { Desk, deskRequest } from './desk';

/** Makes the content of one page; what is no `HtmlPage` becomes JSON. */
export type Page = (query: URLSearchParams) => unknown;

/** A page for people, whole and without scripts: nothing from elsewhere belongs to it. */
export class HtmlPage {
  constructor(readonly document: string) {}
}

/** What a page throws when it was asked for wrongly; the message says how to ask. */
export class PageRefusal extends Error {
  override readonly name = 'PageRefusal';
}

const ROOT = '/_local';

/**
 * @param refusal why they are not for whoever asks
 * @param query without its question mark
 * @returns undefined for a path that is not below `/_local`
 */
export type OwnPages = (
  method: string,
  path: string,
  refusal?: string,
  query?: string,
  message?: IncomingMessage,
) => Promise<HttpAnswer> | undefined;

/**
 * The pages of the runtime itself: `/_local` lists them.
 *
 * @returns what answers; a `refusal` says why they are not for whoever asks, and undefined is returned for a path that is not below `/_local`
 */
export function localPages(pages: Readonly<Record<string, Page | Desk>>): OwnPages {
  const list: Page = () => ({ pages: Object.keys(pages).map((name) => `${ROOT}/${name}`) });
  return (method, path, refusal, query = '', message) => {
    if (path !== ROOT && !path.startsWith(`${ROOT}/`)) return undefined;
    if (refusal !== undefined) return Promise.resolve(failure(REFUSED, refusal));
    const name = path.slice(ROOT.length + 1);
    const page = name === '' ? list : Object.hasOwn(pages, name) ? pages[name] : undefined;
    if (page === undefined) return Promise.resolve(failure(404, `Not Found; ${ROOT} lists the pages`));
    if (page instanceof Desk) return atDesk(page, method, message);
    if (method !== 'GET' && method !== 'HEAD') return Promise.resolve(notAllowed('GET, HEAD'));
    return answer(page, new URLSearchParams(query));
  };
}

function atDesk({ methods }: Desk, method: string, message?: IncomingMessage): Promise<HttpAnswer> {
  const serve = Object.hasOwn(methods, method) ? methods[method] : undefined;
  if (serve === undefined || message === undefined)
    return Promise.resolve(notAllowed(Object.keys(methods).join(', ')));
  return serve(deskRequest(message));
}

/** RFC 9110, 15.5.6: a 405 names what is allowed. */
function notAllowed(allow: string): HttpAnswer {
  const { headers, ...rest } = failure(405, 'Method Not Allowed');
  return { ...rest, headers: { ...headers, allow } };
}

/** Whatever gets into a page of HTML, a browser runs none of it and loads nothing. */
const HTML_HEADERS = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy':
    "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
};

async function answer(page: Page, query: URLSearchParams): Promise<HttpAnswer> {
  const content = await contentOf(page, query);
  if (content instanceof PageRefusal) return failure(400, content.message);
  if (content instanceof HtmlPage) return { status: 200, headers: HTML_HEADERS, body: content.document };
  const body = JSON.stringify(content, undefined, 2);
  return { status: 200, headers: { 'content-type': 'application/json' }, body: `${body}\n` };
}

async function contentOf(page: Page, query: URLSearchParams): Promise<unknown> {
  try {
    return await page(query);
  } catch (error) {
    if (error instanceof PageRefusal) return error;
    throw error;
  }
}
