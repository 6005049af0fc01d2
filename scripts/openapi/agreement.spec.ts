import fc from 'fast-check';
import { operation, parametersByName } from '../../test/support/http/inspect-document';
import { NoteController } from '../../test/support/http/note.controller';
import { NoteServer } from '../../test/support/http/serve';
import { generateOpenApi } from './generate-openapi';
import type { Schema } from './openapi-document';

const document = generateOpenApi([NoteController], { title: 'Notes', version: '1' });
const ID = '0190a8f0-7b7c-7cc1-9d3c-6f1b5a3c2d10';

/** Whatever the schema of a parameter lets a client send. */
function valuesOf({ type, pattern, minimum, maximum, enum: values }: Schema): fc.Arbitrary<string> {
  if (Array.isArray(values)) return fc.constantFrom(...(values as string[]));
  const [min, max] = [Number(minimum), Number(maximum)];
  if (type === 'integer') return fc.integer({ min, max }).map(String);
  if (type === 'number') return fc.double({ min, max, noNaN: true }).map((value) => JSON.stringify(value));
  return typeof pattern === 'string' ? fc.stringMatching(new RegExp(pattern, 'u')) : fc.string();
}

/** A day that is not in the calendar cannot be told by a pattern, nor a cursor that was never given. */
const isInCalendar = (text: string): boolean =>
  !text.includes('T') || new Date(`${text.slice(0, 10)}T00:00Z`).toISOString().startsWith(text.slice(0, 10));

describe.each([
  ['get', '/notes', '/notes'],
  ['get', '/notes/{id}', `/notes/${ID}`],
  ['get', '/notes/{id}/events', `/notes/${ID}/events`],
  ['put', '/notes/{id}/pin', `/notes/${ID}/pin`],
])('what the document allows of %s %s', (method, path, sent) => {
  const parameters = [...parametersByName(document, operation(document, method, path)).values()];

  it.each(parameters.map((parameter) => [String(parameter.name), parameter] as const))(
    'is taken: %s',
    async (name, { in: place, schema }) => {
      const values = valuesOf(schema as Schema).filter((text) => name !== 'at' || isInCalendar(text));
      await fc.assert(
        fc.asyncProperty(values, async (value) => {
          const target = place === 'path' ? sent.replace(ID, value) : sent;
          const parts =
            place === 'query'
              ? { query: `${name}=${encodeURIComponent(value)}` }
              : place === 'header'
                ? { headers: { [name]: value } }
                : {};
          const answer = await new NoteServer().send(method.toUpperCase(), target, parts);
          if (answer.status === 400) throw new Error(`${value} was refused: ${answer.text}`);
        }),
        { numRuns: 40 },
      );
    },
  );
});
