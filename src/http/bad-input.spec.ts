import type { EventParts } from '../../test/support/http/api-event';
import { json } from '../../test/support/http/api-event';
import { NoteServer } from '../../test/support/http/serve';

const ID = '0190a8f0-7b7c-7cc1-9d3c-6f1b5a3c2d10';
const note = { id: ID, text: 'Buy milk' };
const jsonType = { 'content-type': 'application/json' };
const raw = (body: string): EventParts => ({ body, headers: jsonType });
const base64 = (body: Uint8Array): EventParts => ({
  body: Buffer.from(body).toString('base64'),
  headers: jsonType,
  isBase64: true,
});
const keys = (count: number): string =>
  `{${Array.from({ length: count }, (_, n) => `"${n.toString(36)}":0`).join()}}`;
const nested = (levels: number): string => `${'{"a":'.repeat(levels)}1${'}'.repeat(levels)}`;

type Case = [what: string, parts: EventParts, status: number, code: string, detail: RegExp];

describe('bad input', () => {
  const bodies: Case[] = [
    ['no body', {}, 400, 'malformed', /Send a JSON object/],
    ['an empty body', { body: '', headers: jsonType }, 400, 'malformed', /Send a JSON object/],
    ['malformed JSON', raw('{"id":'), 400, 'malformed', /not valid JSON/],
    ['an array', raw('[]'), 400, 'malformed', /must be a JSON object/],
    ['null', raw('null'), 400, 'malformed', /must be a JSON object/],
    ['a number', raw('1'), 400, 'malformed', /must be a JSON object/],
    ['a string', raw('"text"'), 400, 'malformed', /must be a JSON object/],
    ['2 MB', json({ ...note, text: 'x'.repeat(2 ** 21) }), 413, 'too-large', /262144 bytes/],
    ['2 MB in base64', base64(Buffer.alloc(2 ** 21, ' ')), 413, 'too-large', /262144 bytes/],
    ['256 KiB and a byte', raw(' '.repeat(256 * 1024 + 1)), 413, 'too-large', /262144 bytes/],
    ['257 KiB in 2-byte characters', raw('ü'.repeat(128 * 1024 + 512)), 413, 'too-large', /262144 bytes/],
    ['33 levels', raw(nested(33)), 400, 'malformed', /deeper than 32/],
    ['80,000 open arrays', raw(`{"a":${'['.repeat(80_000)}`), 400, 'malformed', /not valid JSON/],
    ['80,000 arrays', raw(`{"a":${'['.repeat(80_000)}${']'.repeat(80_000)}}`), 400, 'malformed', /deeper/],
    ['32 levels, but unknown fields', raw(nested(32)), 400, 'malformed', /fields are wrong/],
    ['an unknown field', json({ ...note, admin: true }), 400, 'malformed', /fields are wrong/],
    ['__proto__', raw(`{"id":"${ID}","text":"a","__proto__":{"admin":true}}`), 400, 'malformed', /__proto__/],
    ['constructor', json({ ...note, ['constructor']: { name: 'x' } }), 400, 'malformed', /constructor/],
    ['prototype', json({ ...note, prototype: {} }), 400, 'malformed', /prototype/],
    ['toString', json({ ...note, ['toString']: 1 }), 400, 'malformed', /toString/],
    ['__proto__ deep inside', raw('{"a":[{"b":{"__proto__":1}}]}'), 400, 'malformed', /__proto__/],
    ['a repeated key', raw(`{"id":"${ID}","text":"a","text":"b"}`), 400, 'malformed', /each key .* once/],
    ['29,000 unknown keys', raw(keys(29_000)), 400, 'malformed', /at most 2000 keys/],
    ['100,000 elements', raw(`{"a":[${'1,'.repeat(100_000)}1]}`), 400, 'malformed', /at most 10000 elements/],
    ['a byte order mark alone', raw('\ufeff'), 400, 'malformed', /Send a JSON object/],
    ['two byte order marks', raw('\ufeff\ufeff{}'), 400, 'malformed', /not valid JSON/],
    ['half a surrogate pair', raw('{"text":"\\ud83c"}'), 400, 'malformed', /surrogate/],
    ['bytes that are no UTF-8', base64(Buffer.from([0x7b, 0xff, 0x7d])), 400, 'malformed', /UTF-8/],
    ['no content type', { body: JSON.stringify(note) }, 415, 'unsupported-media-type', /application\/json/],
    [
      'a form',
      { body: 'id=1', headers: { 'content-type': 'application/x-www-form-urlencoded' } },
      415,
      'unsupported-media-type',
      /application\/json/,
    ],
    ['text', json(note, { 'content-type': 'text/json' }), 415, 'unsupported-media-type', /application\/json/],
    [
      'Latin-1',
      json(note, { 'content-type': 'application/json; charset=iso-8859-1' }),
      415,
      'unsupported-media-type',
      /UTF-8/,
    ],
  ];

  it.each(bodies)('as a body: %s', async (_, parts, status, code, detail) => {
    const server = new NoteServer();
    const answer = await server.send('POST', '/notes', parts);
    expect(answer).toMatchObject({ status, body: { code, detail: expect.stringMatching(detail) as string } });
    expect(server.notes.calls).toEqual([]);
  });

  const fields: [what: string, body: unknown, errors: { field: string; message: string }[]][] = [
    ['an unknown one', { ...note, admin: true }, [{ field: 'admin', message: 'is unknown' }]],
    ['a bad UUID', { ...note, id: '1' }, [{ field: 'id', message: 'id must be a UUID' }]],
    [
      'the nil UUID',
      { ...note, id: '00000000-0000-0000-0000-000000000000' },
      [{ field: 'id', message: 'id must be a UUID' }],
    ],
    ['a UUID in an array', { ...note, id: [ID] }, [{ field: 'id', message: 'id must be a UUID' }]],
    [
      'a text that is too long',
      { ...note, text: 'é'.repeat(21) },
      [{ field: 'text', message: 'text must be shorter than or equal to 20 characters' }],
    ],
    ['one of the wrong type', { ...note, text: 5 }, [{ field: 'text', message: 'text must be a string' }]],
    [
      'a nested one',
      { ...note, place: { city: 1 } },
      [{ field: 'place.city', message: 'city must be a string' }],
    ],
    [
      'a nested unknown one',
      { ...note, place: { city: 'Rome', zip: 1 } },
      [{ field: 'place.zip', message: 'is unknown' }],
    ],
    [
      'a scalar where an object belongs',
      { ...note, place: 'Rome' },
      [{ field: 'place', message: 'nested property place must be either object or array' }],
    ],
    [
      'all of them',
      {},
      [
        { field: 'text', message: 'text must be a string' },
        { field: 'id', message: 'id must be a UUID' },
      ],
    ],
  ];

  it.each(fields)('as a field: %s', async (_, body, errors) => {
    const answer = await new NoteServer().send('POST', '/notes', json(body));
    expect(answer).toMatchObject({ status: 400, body: { code: 'malformed' } });
    expect(answer.body.errors).toHaveLength(errors.length);
    expect(answer.body.errors).toEqual(expect.arrayContaining(errors));
  });

  it('takes names that are long in bytes but not in characters', async () => {
    expect(
      (await new NoteServer().send('POST', '/notes', json({ ...note, text: '🌱'.repeat(20) }))).status,
    ).toBe(202);
  });

  it('bounds what an answer repeats of the request', async () => {
    const many = Object.fromEntries(
      Array.from({ length: 1_500 }, (_, n) => [`${'k'.repeat(10)}${n}`, n] as const),
    );
    const answer = await new NoteServer().send(
      'POST',
      '/notes',
      json({ ...many, [`L${'x'.repeat(5_000)}`]: 1 }),
    );
    expect(answer.body.errors).toHaveLength(50);
    expect(answer.text.length).toBeLessThan(10_000);
  });

  const queries: [what: string, path: string, query: string, fields: string[]][] = [
    ['repeated', '/notes', 'limit=1&limit=2', ['limit']],
    ['repeated under another spelling', '/notes', 'limit=1&%6Cimit=1', ['limit']],
    ['unknown', '/notes', 'order=asc', ['order']],
    ['unknown where none is taken', '/notes/health', 'x=1', ['x']],
    ['limit 0', '/notes', 'limit=0', ['limit']],
    ['limit 101', '/notes', 'limit=101', ['limit']],
    ['limit with a fraction', '/notes', 'limit=1.5', ['limit']],
    ['an empty limit', '/notes', 'limit=', ['limit']],
    ['limit in words', '/notes', 'limit=ten', ['limit']],
    ['limit in hex', '/notes', 'limit=0x10', ['limit']],
    ['a cursor that is too long', '/notes', `cursor=${'a'.repeat(2049)}`, ['cursor']],
    ['a filter without a colon', '/notes', 'contains=text', ['contains']],
    ['a filter on an attribute that is not allowed', '/notes', 'contains=email:a', ['contains']],
    ['a filter on an inherited attribute', '/notes', 'contains=__proto__:a', ['contains']],
    ['a filter without a value', '/notes', 'contains=text:', ['contains']],
    ['a filter that is too long', '/notes', `contains=text:${'a'.repeat(201)}`, ['contains']],
    ['a negative minVersion', `/notes/${ID}`, 'minVersion=-1', ['minVersion']],
    ['an empty minVersion', `/notes/${ID}`, 'minVersion=', ['minVersion']],
    ['a wait that is too long', `/notes/${ID}`, 'minVersion=1&wait=6', ['wait']],
    ['version 0 as a moment', `/notes/${ID}`, 'at=0', ['at']],
    ['an empty moment', `/notes/${ID}`, 'at=', ['at']],
    ['a time without a zone', `/notes/${ID}`, 'at=2026-11-21T09:30:00', ['at']],
    ['a moment for a list', '/notes', 'at=1', ['at']],
    ['an order in another language', `/notes/${ID}/events`, 'order=desc', ['order']],
    ['an inherited order', `/notes/${ID}/events`, 'order=toString', ['order']],
    ['an empty order', `/notes/${ID}/events`, 'order=', ['order']],
    ['minVersion for events', `/notes/${ID}/events`, 'minVersion=1', ['minVersion']],
    ['broken percent-encoding', '/notes', 'cursor=%zz', []],
    ['percent-encoded bytes that are no UTF-8', '/notes', 'cursor=%ff', []],
    ['101 of them', '/notes', 'a&'.repeat(101), []],
    ['__proto__', '/notes', '__proto__=1', []],
  ];

  it.each(queries)('as a query parameter: %s', async (_, path, query, names) => {
    const server = new NoteServer();
    const answer = await server.send('GET', path, { query });
    expect(answer).toMatchObject({ status: 400, body: { code: 'malformed' } });
    const errors = (answer.body.errors ?? []) as { field: string }[];
    expect(errors.map(({ field }) => field)).toEqual(names);
    expect(server.notes.calls).toEqual([]);
  });

  const paths = ['1', `${ID}0`, ID.replaceAll('-', ''), `{${ID}}`, '%00', 'null', `${ID}%20`, '%2e%2e'];

  it.each(paths)('as a UUID in the path: %s', async (id) => {
    expect(await new NoteServer().send('GET', `/notes/${id}`)).toMatchObject({
      status: 400,
      body: { code: 'malformed', errors: [{ field: 'id', message: 'id must be a UUID' }] },
    });
  });

  it.each(['/notes/%zz', '/%ff', '/notes/%'])(
    'as a path that is not percent-encoded UTF-8: %s',
    async (path) => {
      expect(await new NoteServer().send('GET', path)).toMatchObject({
        status: 400,
        body: { code: 'malformed' },
      });
    },
  );

  const headers: [name: string, value: string, status: number, code: string][] = [
    ['if-match', '*', 400, 'malformed'],
    ['if-match', '3', 400, 'malformed'],
    ['if-match', '', 400, 'malformed'],
    ['if-match', '"3', 400, 'malformed'],
    ['if-match', '"3", "4"', 400, 'malformed'],
    ['if-none-match', '*', 400, 'malformed'],
    ['if-none-match', '"3"', 400, 'malformed'],
    ['if-none-match', '', 400, 'malformed'],
    ['idempotency-key', '', 400, 'malformed'],
    ['idempotency-key', '""', 400, 'malformed'],
    ['idempotency-key', 'a b', 400, 'malformed'],
    ['idempotency-key', 'a,b', 400, 'malformed'],
    ['idempotency-key', '"a", "b"', 400, 'malformed'],
    ['idempotency-key', 'schlüssel', 400, 'malformed'],
    ['idempotency-key', 'a'.repeat(256), 400, 'malformed'],
    ['x-correlation-id', '', 400, 'malformed'],
    ['x-correlation-id', 'a b', 400, 'malformed'],
    ['x-correlation-id', 'a\r\nset-cookie: b', 400, 'malformed'],
    ['x-correlation-id', 'ü', 400, 'malformed'],
    ['x-correlation-id', 'a'.repeat(129), 400, 'malformed'],
  ];

  it.each(headers)('as a header: %s: %s', async (name, value, status, code) => {
    const server = new NoteServer();
    const answer = await server.send('PUT', `/notes/${ID}/pin`, { headers: { [name]: value } });
    expect(answer).toMatchObject({ status, body: { code } });
    expect(answer.headers['x-correlation-id']).toBe(answer.body.traceId);
    expect(server.notes.calls).toEqual([]);
  });

  it('as a body, an If-Match or an Idempotency-Key where none is taken', async () => {
    const server = new NoteServer();
    expect((await server.send('PUT', `/notes/${ID}/pin`, json([]))).body.detail).toMatch(/takes no body/);
    expect((await server.send('GET', `/notes/${ID}`, json({}))).status).toBe(400);
    const match = { headers: { 'if-match': '"1"' } };
    expect((await server.send('GET', `/notes/${ID}`, match)).body.detail).toMatch(/not understood here/);
    const key = { headers: { 'idempotency-key': 'a' } };
    expect((await server.send('GET', `/notes/${ID}`, key)).body).toMatchObject({
      code: 'malformed',
      detail: 'Idempotency-Key is understood on commands only.',
      errors: [{ field: 'idempotency-key' }],
    });
    expect(server.notes.calls).toEqual([]);
  });
});
