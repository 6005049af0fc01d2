import { NoteServer } from '../../test/support/http/serve';

const ID = '0190a8f0-7b7c-7cc1-9d3c-6f1b5a3c2d10';

describe('HEAD', () => {
  it('is answered as with GET, without content (RFC 9110, 9.3.2)', async () => {
    for (const [path, status] of [
      ['/notes', 200],
      ['/notes/health', 200],
      [`/notes/${ID}`, 200],
      ['/notes/1', 400],
      ['/nowhere', 404],
    ] as const) {
      const get = await new NoteServer().send('GET', path);
      const head = await new NoteServer().send('HEAD', path);
      expect(get.status).toBe(status);
      expect(head).toEqual({ ...get, text: '', body: {} });
    }
    const known = { headers: { 'if-none-match': '"3"' } };
    await expect(new NoteServer().send('HEAD', `/notes/${ID}`, known)).resolves.toMatchObject({
      status: 304,
    });
    const answer = await new NoteServer().send('HEAD', `/notes/${ID}/pin`);
    expect(answer).toMatchObject({ status: 405, headers: { allow: 'PUT' }, text: '' });
  });
});
