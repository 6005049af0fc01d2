import { localPages } from './local-pages';

const pages = localPages({ one: () => ({ a: 1 }), two: () => Promise.resolve([2]) });

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
    expect(await page(path)).toEqual({ status: 200, body: { pages: ['/_local/one', '/_local/two'] } });
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
