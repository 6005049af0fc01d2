import { REFUSED } from '../exposure/local-callers';
import { failure, type HttpAnswer } from '../gateway/http-answer';

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
 * The pages of the runtime itself: `/_local` lists them.
 *
 * @returns what answers; a `refusal` says why they are not for whoever asks, and undefined is returned for a path that is not below `/_local`
 */
export function localPages(
  pages: Readonly<Record<string, Page>>,
): (method: string, path: string, refusal?: string, query?: string) => Promise<HttpAnswer> | undefined {
  const list: Page = () => ({ pages: Object.keys(pages).map((name) => `${ROOT}/${name}`) });
  return (method, path, refusal, query = '') => {
    if (path !== ROOT && !path.startsWith(`${ROOT}/`)) return undefined;
    if (refusal !== undefined) return Promise.resolve(failure(REFUSED, refusal));
    const name = path.slice(ROOT.length + 1);
    const page = name === '' ? list : Object.hasOwn(pages, name) ? pages[name] : undefined;
    if (page === undefined) return Promise.resolve(failure(404, `Not Found; ${ROOT} lists the pages`));
    if (method !== 'GET' && method !== 'HEAD') return Promise.resolve(notAllowed());
    return answer(page, new URLSearchParams(query));
  };
}

/** RFC 9110, 15.5.6: a 405 names what is allowed. */
function notAllowed(): HttpAnswer {
  const { headers, ...rest } = failure(405, 'Method Not Allowed');
  return { ...rest, headers: { ...headers, allow: 'GET, HEAD' } };
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
