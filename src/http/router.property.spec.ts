import fc from 'fast-check';
import type { EventParts } from '../../test/support/http/api-event';
import { NoteServer } from '../../test/support/http/serve';

const ID = '0190a8f0-7b7c-7cc1-9d3c-6f1b5a3c2d10';
const text = fc.string({ unit: 'binary', maxLength: 200 });
const method = fc.oneof(fc.constantFrom('GET', 'POST', 'PUT', 'DELETE', 'HEAD', 'OPTIONS'), text);
const path = fc.oneof(
  fc.constantFrom('/notes', '/notes/', `/notes/${ID}`, `/notes/${ID}/pin`, `/notes/${ID}/labels/${ID}`),
  text.map((rest) => `/notes/${rest}`),
  text,
);
const names = fc.constantFrom('limit', 'cursor', 'contains', 'minVersion', 'wait', '__proto__', 'toString');
const query = fc.oneof(
  fc
    .array(fc.tuple(fc.oneof(names, text), text))
    .map((pairs) => pairs.map((pair) => pair.join('=')).join('&')),
  text,
);
const headers = fc.dictionary(
  fc.constantFrom('Content-Type', 'if-match', 'If-None-Match', 'x-correlation-id', 'X-Other'),
  fc.oneof(text, fc.constantFrom('application/json', '"3"', 'W/"3"', '*', 'a-1')),
);
const key = fc.oneof(
  fc.constantFrom('id', 'text', 'place', 'city', '__proto__', 'constructor', 'then', 'length'),
  text,
);
const document = fc.letrec((tie) => ({
  value: fc.oneof({ maxDepth: 5 }, fc.constantFrom(ID, null, true, 1e308), text, tie('list'), tie('object')),
  list: fc.array(tie('value'), { maxLength: 4 }),
  object: fc.array(fc.tuple(key, tie('value')), { maxLength: 5 }).map((entries) => entries.map(printEntry)),
})).value;
const bytes = fc.uint8Array({ maxLength: 400 }).map((some) => Buffer.from(some).toString('base64'));
const body = fc.oneof(document.map(print), text, bytes);
const parts = fc.record<EventParts>({ query, headers, body, isBase64: fc.boolean() }, { requiredKeys: [] });
const known = fc.constantFrom<[string, string, EventParts]>(
  ['GET', '/notes', {}],
  ['PUT', `/notes/${ID}/pin`, { headers: { 'if-match': '"3"' } }],
);
const request = fc.oneof(
  { arbitrary: fc.tuple(method, path, parts), weight: 9 },
  { arbitrary: known, weight: 1 },
);

/** As text, because an object literal cannot hold `__proto__` as a key. */
function printEntry([name, value]: [string, unknown]): { entry: string } {
  return { entry: `${JSON.stringify(name)}:${print(value)}` };
}

function print(value: unknown): string {
  if (!Array.isArray(value)) return JSON.stringify(value);
  const entries = value as ({ entry?: string } | null)[];
  return entries.length > 0 && entries.every((item) => typeof item?.entry === 'string')
    ? `{${entries.map((item) => item?.entry ?? '').join(',')}}`
    : `[${entries.map(print).join(',')}]`;
}

describe('whatever is sent', () => {
  it('is answered, never with a fault, and with JSON or nothing', async () => {
    const seen = new Set<number>();
    await fc.assert(
      fc.asyncProperty(request, async ([verb, target, rest]) => {
        const server = new NoteServer();
        const answer = await server.send(verb, target, rest);
        seen.add(answer.status);
        expect(server.log.filter(({ level }) => level === 'error')).toEqual([]);
        expect([200, 202, 304, 400, 404, 405, 412, 413, 415, 422]).toContain(answer.status);
        expect(answer.headers).toHaveProperty('x-correlation-id');
        expect(answer.headers).toHaveProperty('x-content-type-options', 'nosniff');
      }),
      { numRuns: 1_500 },
    );
    // Without these the inputs would not reach beyond the first check.
    expect([...seen]).toEqual(expect.arrayContaining([200, 202, 400, 404, 405]));
  });

  it('as the JSON body of a known route is refused or understood, never a fault', async () => {
    await fc.assert(
      fc.asyncProperty(document, async (value) => {
        const server = new NoteServer();
        const sent = { body: print(value), headers: { 'content-type': 'application/json' } };
        const answer = await server.send('POST', '/notes', sent);
        expect([202, 400]).toContain(answer.status);
        expect(server.log.filter(({ level }) => level === 'error')).toEqual([]);
      }),
      { numRuns: 1_500 },
    );
  });
});
