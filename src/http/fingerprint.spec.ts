import fc from 'fast-check';
import type { CommandContext } from '../eventsourcing/writing/command-context';
import type { EventParts } from '../../test/support/http/api-event';
import { NoteServer } from '../../test/support/http/serve';
import { canonicalJson } from './fingerprint';

const ID = '0190a8f0-7b7c-7cc1-9d3c-6f1b5a3c2d10';

/** What a command of a client is known by under its Idempotency-Key. */
async function fingerprintOf(method: string, path: string, parts: EventParts = {}): Promise<string> {
  const server = new NoteServer();
  const headers = { 'content-type': 'application/json', 'idempotency-key': 'k', ...parts.headers };
  await server.send(method, path, { ...parts, headers });
  const caller = server.notes.calls[0]?.at(-1) as CommandContext | undefined;
  return caller?.idempotency?.fingerprint ?? 'refused';
}

const write = (body: string): Promise<string> => fingerprintOf('POST', '/notes', { body });

describe('a request under an Idempotency-Key is known again', () => {
  const body = `{"id":"${ID}","text":"Añ","place":{"city":"Rome"}}`;

  it.each([
    ['its keys in another order', `{"place":{"city":"Rome"},"text":"Añ","id":"${ID}"}`],
    ['blanks', `\n{ "id" : "${ID}",\t"text":"Añ" , "place":{ "city":"Rome" } }\r\n`],
    ['escapes', `{"id":"${ID}","te\\u0078t":"A\\u00f1","place":{"city":"R\\u006fme"}}`],
    ['a byte order mark', `\ufeff${body}`],
    ['an id in upper case', body.replace(ID, ID.toUpperCase())],
  ])('with %s', async (_, other) => {
    const original = await write(body);
    expect(original).toMatch(/^[\w-]{43}$/);
    await expect(write(other)).resolves.toBe(original);
  });

  it('in base64, by another media type of JSON', async () => {
    const encoded: EventParts = {
      body: Buffer.from(body).toString('base64'),
      isBase64: true,
      headers: { 'content-type': 'application/merge-patch+json; charset=utf-8' },
    };
    await expect(fingerprintOf('POST', '/notes', encoded)).resolves.toBe(await write(body));
  });

  it('with a path that is percent-encoded without need, or an id in upper case', async () => {
    const original = await fingerprintOf('PUT', `/notes/${ID}/pin`);
    await expect(fingerprintOf('PUT', `/notes/%30${ID.slice(1)}/p%69n`)).resolves.toBe(original);
    await expect(fingerprintOf('PUT', `/notes/${ID.toUpperCase()}/pin`)).resolves.toBe(original);
  });

  it('but not with anything else in it', async () => {
    const pin = (version?: string): Promise<string> =>
      fingerprintOf(
        'PUT',
        `/notes/${ID}/pin`,
        version === undefined ? {} : { headers: { 'if-match': version } },
      );
    const different = await Promise.all([
      write(body),
      write(body.replace('Rome', 'rome')),
      write(body.replace('Añ', 'An\u0303')),
      write(`{"id":"${ID}","text":"Añ"}`),
      pin(),
      pin('"1"'),
      pin('"2"'),
      fingerprintOf('PUT', `/notes/${ID.replace('0', '1')}/pin`),
      fingerprintOf('DELETE', `/notes/${ID}/labels/${ID.replace('0', '1')}`),
      fingerprintOf('DELETE', `/notes/${ID.replace('0', '1')}/labels/${ID}`),
    ]);
    expect(new Set(different).size).toBe(different.length);
  });
});

/** Any JSON, and the same with the keys of each object turned around. */
const spelled = fc.jsonValue({ maxDepth: 4 }).map((value) => [value, turned(value)] as const);

function turned(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(turned);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([key, each]): [string, unknown] => [key, turned(each)]);
  return Object.fromEntries(entries.reverse());
}

describe(canonicalJson, () => {
  it('is the same for the same value, and what it was made of', () => {
    fc.assert(
      fc.property(spelled, ([value, other]) => {
        expect(canonicalJson(other)).toBe(canonicalJson(value));
        expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });

  it.each([
    ['[1,10,0.5,1000]', '[1.0,1e1,5E-1,1e+3]'],
    ['{"a":0}', '{"a":-0}'],
    ['{"10":1,"9":2}', '{"9":2,"10":1}'],
  ])('does not care how a number is spelt: %s, %s', (one, other) => {
    expect(canonicalJson(JSON.parse(other))).toBe(canonicalJson(JSON.parse(one)));
  });
});
