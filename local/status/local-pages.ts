import { REFUSED } from '../exposure/local-callers';
import { failure, type HttpAnswer } from '../gateway/http-answer';

/** Makes the content of one page. */
export type Page = () => unknown;

const ROOT = '/_local';

/**
 * The pages of the runtime itself, as JSON: `/_local` lists them.
 *
 * @returns what answers; a `refusal` says why they are not for whoever asks, and undefined is returned for a path that is not below `/_local`
 */
export function localPages(
  pages: Readonly<Record<string, Page>>,
): (method: string, path: string, refusal?: string) => Promise<HttpAnswer> | undefined {
  const list: Page = () => ({ pages: Object.keys(pages).map((name) => `${ROOT}/${name}`) });
  return (method, path, refusal) => {
    if (path !== ROOT && !path.startsWith(`${ROOT}/`)) return undefined;
    if (refusal !== undefined) return Promise.resolve(failure(REFUSED, refusal));
    const name = path.slice(ROOT.length + 1);
    const page = name === '' ? list : Object.hasOwn(pages, name) ? pages[name] : undefined;
    if (page === undefined) return Promise.resolve(failure(404, `Not Found; ${ROOT} lists the pages`));
    if (method !== 'GET' && method !== 'HEAD') return Promise.resolve(notAllowed());
    return answer(page);
  };
}

/** RFC 9110, 15.5.6: a 405 names what is allowed. */
function notAllowed(): HttpAnswer {
  const { headers, ...rest } = failure(405, 'Method Not Allowed');
  return { ...rest, headers: { ...headers, allow: 'GET, HEAD' } };
}

async function answer(page: Page): Promise<HttpAnswer> {
  const body = JSON.stringify(await page(), undefined, 2);
  return { status: 200, headers: { 'content-type': 'application/json' }, body: `${body}\n` };
}
