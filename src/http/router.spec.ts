import { apiEvent, json, REQUEST_ID } from '../../test/support/http/api-event';
import {
  FAULT_ID,
  ListNotesRequest,
  NoteController,
  WriteNoteRequest,
} from '../../test/support/http/note.controller';
import { NoteServer } from '../../test/support/http/serve';
import { ContainsFilter, FindRequest, Router } from './index';

const ID = '0190a8f0-7b7c-7cc1-9d3c-6f1b5a3c2d10';
const LABEL = '6ba7b810-9dad-11d1-80b4-00c04fd430c8';
const caller = { correlationId: REQUEST_ID, causationId: REQUEST_ID, actor: 'user:ann' };

describe(Router, () => {
  describe('a command', () => {
    it('gets its validated body and the caller, and is answered with 202, version and ETag', async () => {
      const server = new NoteServer();
      const answer = await server.send('POST', '/notes', json({ id: ID.toUpperCase(), text: 'Buy milk' }));

      expect(answer.status).toBe(202);
      expect(answer.body).toEqual({ id: ID, version: 1 });
      expect(answer.headers).toEqual({
        'content-type': 'application/json',
        'cache-control': 'no-store',
        'x-content-type-options': 'nosniff',
        'x-correlation-id': REQUEST_ID,
        etag: '"1"',
      });
      const [body, context] = server.notes.calls[0] ?? [];
      expect(body).toBeInstanceOf(WriteNoteRequest);
      expect(body).toMatchObject({ id: ID, text: 'Buy milk' });
      expect(context).toEqual(caller);
    });

    it('takes a base64-encoded body, a +json type and an explicit charset', async () => {
      const body = Buffer.from(JSON.stringify({ id: ID, text: 'Grüße 🌱' })).toString('base64');
      const headers = { 'Content-Type': 'application/vnd.note+json; Charset="UTF-8"' };
      const server = new NoteServer();

      expect((await server.send('POST', '/notes', { body, headers, isBase64: true })).status).toBe(202);
      expect(server.notes.calls[0]?.[0]).toMatchObject({ text: 'Grüße 🌱' });
    });

    it('hears of the version in If-Match and of the correlation id, however the header names are written', async () => {
      const server = new NoteServer();
      const headers = { 'If-Match': '"7"', 'X-Correlation-Id': 'order-17' };
      const answer = await server.send('PUT', `/notes/${ID}/pin`, { headers });

      expect(answer.headers).toMatchObject({ etag: '"8"', 'x-correlation-id': 'order-17' });
      expect(server.notes.calls[0]).toEqual([
        ID,
        { correlationId: 'order-17', causationId: REQUEST_ID, actor: 'user:ann', expectedVersion: 7 },
      ]);
    });

    it('hears of the Idempotency-Key, with what tells the request from others', async () => {
      const server = new NoteServer();
      const send = async (text: string): Promise<unknown> => {
        await server.send('POST', '/notes', json({ id: ID, text }, { 'Idempotency-Key': '"order-17"' }));
        return server.notes.calls.at(-1)?.[1];
      };
      const fingerprint = expect.stringMatching(/^[\w-]{43}$/) as string;
      const first = await send('Buy milk');
      expect(first).toEqual({ ...caller, idempotency: { key: 'order-17', fingerprint } });
      expect(await send('Buy milk')).toEqual(first);
      expect(await send('Buy beer')).not.toEqual(first);
    });

    it('gets its parameters in the order in which it takes them, lower-cased', async () => {
      const server = new NoteServer();
      await server.send('DELETE', `/notes/${ID.toUpperCase()}/labels/${LABEL}`);
      expect(server.notes.calls[0]).toEqual([LABEL, ID, caller]);
    });
  });

  describe('a read', () => {
    it('is answered with 200, ETag and leave to revalidate', async () => {
      const answer = await new NoteServer().send('GET', `/notes/${ID}`);
      expect(answer).toMatchObject({ status: 200, body: { id: ID, version: 3 } });
      expect(answer.headers).toMatchObject({ etag: '"3"', 'cache-control': 'private, no-cache' });
    });

    it('gets its query as numbers, with defaults', async () => {
      const server = new NoteServer();
      await server.send('GET', `/notes/${ID}`, { query: 'minVersion=3&wait=2.5' });
      await server.send('GET', `/notes/${ID}`);

      expect(server.notes.calls[0]?.[1]).toBeInstanceOf(FindRequest);
      expect(server.notes.calls[0]?.[1]).toMatchObject({ minVersion: 3, wait: 2.5 });
      expect(server.notes.calls[1]?.[1]).toMatchObject({ wait: 5 });
    });

    it('gets a list’s limit, cursor and filter', async () => {
      const server = new NoteServer();
      const answer = await server.send('GET', '/notes', {
        query: 'limit=100&cursor=abc&contains=text%3Aa%3Ab+c',
      });

      expect(answer.body).toEqual({ items: [{ id: 'a', version: 1 }], cursor: 'next' });
      expect(answer.headers.etag).toMatch(/^W\/"[\w-]{22}"$/);
      const query = server.notes.calls[0]?.[0];
      expect(query).toBeInstanceOf(ListNotesRequest);
      expect(query).toMatchObject({
        limit: 100,
        cursor: 'abc',
        contains: new ContainsFilter('text', 'a:b c'),
      });
    });

    it('is answered with 304 and no body when If-None-Match names what it would get', async () => {
      const server = new NoteServer();
      const { headers } = await server.send('GET', '/notes');
      const again = await server.send('GET', '/notes', {
        headers: { 'if-none-match': `"1", ${String(headers.etag)}` },
      });
      const other = await server.send('GET', '/notes', { headers: { 'if-none-match': '"1"' } });

      expect(again).toMatchObject({ status: 304, text: '', headers: { etag: headers.etag } });
      expect(again.headers).not.toHaveProperty('content-type');
      expect(other.status).toBe(200);
    });

    it('finds a literal path before one with a parameter', async () => {
      expect((await new NoteServer().send('GET', '/notes/health')).body).toEqual({ status: 'ok' });
    });

    it('is found below the name of a stage', async () => {
      expect((await new NoteServer().send('GET', '/dev/notes', { stage: 'dev' })).status).toBe(200);
      expect((await new NoteServer().send('GET', '/notes', { stage: 'dev' })).status).toBe(200);
    });
  });

  describe('a refusal', () => {
    it('is problem+json with its code and trace id, and is logged by its code alone', async () => {
      const server = new NoteServer();
      const headers = { 'x-correlation-id': 'order-17' };
      const answer = await server.send('DELETE', `/notes/${ID}/labels/${LABEL}`, { headers });

      expect(answer.status).toBe(422);
      expect(answer.headers).toMatchObject({
        'content-type': 'application/problem+json',
        'cache-control': 'no-store',
        'x-correlation-id': 'order-17',
        'x-content-type-options': 'nosniff',
      });
      expect(answer.body).toEqual({
        type: '/problems/notes/note/label-missing',
        title: 'Refused by a rule',
        status: 422,
        detail: 'The note does not have this label.',
        code: 'notes/note/label-missing',
        traceId: 'order-17',
      });
      expect(server.log).toEqual([
        {
          level: 'info',
          message: 'Request refused',
          attributes: {
            route: 'DELETE /notes/{id}/labels/{labelId}',
            correlationId: 'order-17',
            causationId: REQUEST_ID,
            code: 'notes/note/label-missing',
            status: 422,
          },
        },
      ]);
    });
  });

  describe('a fault', () => {
    it('is a 500 that tells nothing, logged with its stack', async () => {
      const server = new NoteServer();
      const answer = await server.send('GET', `/notes/${FAULT_ID}`);

      expect(answer.status).toBe(500);
      expect(answer.body).toEqual({
        type: '/problems/internal-error',
        title: 'Internal error',
        status: 500,
        code: 'internal-error',
        traceId: REQUEST_ID,
      });
      expect(server.log).toHaveLength(1);
      expect(server.log[0]).toMatchObject({ level: 'error', message: 'Request failed' });
      expect(JSON.stringify(server.log[0])).toContain('note.controller.ts');
    });

    it('of the container is one as well', async () => {
      const resolve = (): never => {
        throw new Error('No binding');
      };
      expect((await new NoteServer({ resolve }).send('GET', '/notes')).status).toBe(500);
    });
  });

  describe('an unknown route', () => {
    it('is a 404, also with a slash at the end: the gateway tells the two apart as well', async () => {
      for (const path of ['/', '/nothing', '/notes/', '//notes', `/notes/${ID}/pin/x`]) {
        expect(await new NoteServer().send('GET', path)).toMatchObject({
          status: 404,
          body: { code: 'not-found' },
        });
      }
    });

    it('with a known path is a 405 with Allow', async () => {
      const answer = await new NoteServer().send('PATCH', '/notes');
      expect(answer).toMatchObject({ status: 405, body: { code: 'method-not-allowed' } });
      expect(answer.headers.allow).toBe('GET, HEAD, POST');
    });

    it('that another function serves is a 405 for its other methods and a 404 when it strays here', async () => {
      const server = new NoteServer({ elsewhere: ['GET /users/{id}', 'PUT /users/{id}'] });
      const answer = await server.send('DELETE', `/users/${ID}`);
      expect(answer).toMatchObject({ status: 405, headers: { allow: 'GET, HEAD, PUT' } });
      expect((await server.send('GET', `/users/${ID}`)).status).toBe(404);
    });
  });

  it('can be handed over without its object', async () => {
    const { handle } = new NoteServer().router;
    expect(await handle(apiEvent('GET', '/notes'))).toMatchObject({ statusCode: 200 });
  });

  it('refuses at construction what is declared wrongly', () => {
    expect(() => new NoteServer({ controllers: [NoteController, NoteController] })).toThrow(
      'NoteController.write: POST /notes is taken by NoteController.write; change one of them.',
    );
  });
});
