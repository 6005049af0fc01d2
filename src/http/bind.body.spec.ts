import { apiEvent, json } from '../../test/support/http/api-event';
import { NoteServer } from '../../test/support/http/serve';
import { requireJson } from './bind';
import { requestFrom, type HttpRequest } from './request';

function withHeader(name: string, value: string): HttpRequest {
  return requestFrom(apiEvent('POST', '/', { headers: { [name]: value } }));
}

describe(requireJson, () => {
  it.each([
    'application/json',
    'Application/JSON',
    'application/json;charset=utf-8',
    'application/json ; charset="UTF-8"',
    'application/json; charset=utf8; profile=x',
    'application/merge-patch+json',
  ])('takes %s', (type) => {
    expect(() => {
      requireJson(withHeader('content-type', type));
    }).not.toThrow();
  });

  it.each([
    '',
    'json',
    'text/plain',
    'application/jsonp',
    'application/xml+json+xml',
    'application/json; charset=utf-16',
  ])('refuses %p', (type) => {
    expect(() => {
      requireJson(withHeader('content-type', type));
    }).toThrow('Send the body as content-type: application/json in UTF-8.');
  });

  describe('with a content-encoding', () => {
    const coded = (coding: string): HttpRequest =>
      requestFrom(
        apiEvent('POST', '/', {
          headers: { 'Content-Type': 'application/json', 'Content-Encoding': coding },
        }),
      );

    it.each(['gzip', 'br', 'identity, gzip', 'utf-8', ''])('refuses %p (RFC 9110, 8.4)', (coding) => {
      expect(() => {
        requireJson(coded(coding));
      }).toThrow('Send the body as it is, without a content-encoding.');
    });

    it.each(['identity', ' Identity '])('takes %p', (coding) => {
      expect(() => {
        requireJson(coded(coding));
      }).not.toThrow();
    });
  });
});

describe('a route that takes no body', () => {
  const id = '0190a8f0-7b7c-7cc1-9d3c-6f1b5a3c2d10';

  it.each(['', '{}', ' {\n} ', '\ufeff{}'])('takes %j on a command: nothing of it is lost', async (body) => {
    const server = new NoteServer();
    await expect(server.send('PUT', `/notes/${id}/pin`, { ...json({}), body })).resolves.toMatchObject({
      status: 202,
    });
    expect(server.notes.calls).toHaveLength(1);
  });

  it.each(['{"pinned":true}', '[]', '""', 'null', '{} {}', '{'])('refuses %j', async (body) => {
    const server = new NoteServer();
    await expect(server.send('PUT', `/notes/${id}/pin`, { ...json({}), body })).resolves.toMatchObject({
      status: 400,
      body: { code: 'malformed', detail: 'This route takes no body; send none.' },
    });
    expect(server.notes.calls).toEqual([]);
  });

  it('makes one command of none and of {}, under one key', async () => {
    const server = new NoteServer();
    const headers = { 'content-type': 'application/json', 'idempotency-key': 'a-key' };
    for (const body of ['', '{}']) await server.send('PUT', `/notes/${id}/pin`, { headers, body });
    const [[, first] = [], [, second] = []] = server.notes.calls as [string, { idempotency?: unknown }][];
    expect(first?.idempotency).toMatchObject({ key: 'a-key' });
    expect(second?.idempotency).toEqual(first?.idempotency);
  });

  it.each(['GET', 'DELETE'])(
    'refuses {} on a %s, whose body means nothing (RFC 9110, 9.3)',
    async (method) => {
      const path = method === 'GET' ? `/notes/${id}` : `/notes/${id}/labels/${id}`;
      const server = new NoteServer();
      await expect(server.send(method, path, json({}))).resolves.toMatchObject({ status: 400 });
      expect(server.notes.calls).toEqual([]);
    },
  );
});
