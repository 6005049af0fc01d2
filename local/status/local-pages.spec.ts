import { HtmlPage, localPages } from './local-pages';

const pages = localPages({
  one: (query) => ({ a: 1, of: query.get('of') ?? undefined }),
  two: () => Promise.resolve([2]),
  'three.html': () => new HtmlPage('<!doctype html><p>3</p>'),
});

async function page(path: string, method = 'GET'): Promise<unknown> {
  const answer = await pages(method, path);
  return answer && { status: answer.status, body: JSON.parse(String(answer.body)) as unknown };
}

describe('localPages', () => {
  it('are lists of JSON, made anew each time', async () => {
    expect(await page('/_local/one')).toEqual({ status: 200, body: { a: 1 } });
    expect(await page('/_local/two')).toEqual({ status: 200, body: [2] });
  });

  it.each(['/_local', '/_local/'])('are listed by %s', async (path) => {
    expect(await page(path)).toEqual({
      status: 200,
      body: { pages: ['/_local/one', '/_local/two', '/_local/three.html'] },
    });
  });

  it('know what is asked of them', async () => {
    const answer = await pages('GET', '/_local/one', undefined, 'of=a%20b');
    expect(JSON.parse(String(answer?.body))).toEqual({ a: 1, of: 'a b' });
  });

  it('are HTML that runs nothing and loads nothing, for people', async () => {
    await expect(pages('GET', '/_local/three.html')).resolves.toMatchObject({
      status: 200,
      headers: {
        'content-type': 'text/html; charset=utf-8',
        'content-security-policy': expect.stringContaining("default-src 'none'") as unknown,
        'x-content-type-options': 'nosniff',
      },
      body: '<!doctype html><p>3</p>',
    });
  });

  it.each(['/', '/users', '/_localhost'])('leave %s to the application', (path) => {
    expect(pages('GET', path)).toBeUndefined();
  });

  it.each(['/_local/three', '/_local/toString'])('do not know %s', async (path) => {
    expect(await page(path)).toMatchObject({ status: 404 });
  });

  it('can only be read, and say so (RFC 9110, 15.5.6)', async () => {
    for (const method of ['DELETE', 'POST', 'OPTIONS']) {
      await expect(pages(method, '/_local/one')).resolves.toMatchObject({
        status: 405,
        headers: { allow: 'GET, HEAD' },
      });
    }
    expect(await page('/_local/one', 'HEAD')).toMatchObject({ status: 200 });
  });
});
