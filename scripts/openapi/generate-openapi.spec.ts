import { ProductController } from '../../src/contexts/shop/product/api/product.controller';
import { UUID_SCHEMA } from '../../src/http/fields';
import type { Answer } from '../../src/http/index';
import { Access, content, Controller, Get, Param } from '../../src/http/index';
import { NoteController } from '../../test/support/http/note.controller';
import { generateOpenApi, printOpenApi } from './generate-openapi';
import { BoardController } from '../../test/support/http/board.controller';
import { operation, parametersByName, resolve } from '../../test/support/http/inspect-document';

const info = { title: 'Notes', version: '1.0.0' };
const summary = 'Do it';

describe(generateOpenApi, () => {
  const document = generateOpenApi([NoteController, BoardController], info);

  it('writes the same in whatever order the controllers come', () => {
    const other = generateOpenApi([BoardController, NoteController], info);
    expect(printOpenApi(other)).toBe(printOpenApi(document));
    expect(printOpenApi(document)).toMatch(/^\{\n {2}"openapi": "3.1.0",[^]*\n\}\n$/);
    expect(JSON.parse(printOpenApi(document))).toEqual(document);
  });

  it('describes a command', () => {
    const write = operation(document, 'post', '/notes');
    expect(write).toMatchObject({
      summary: 'Write a note',
      description: 'The id is the client’s.\n\nFor whoever has a token.',
      security: [{ Tokens: [] }],
      requestBody: {
        required: true,
        content: { 'application/json': { schema: { $ref: '#/components/schemas/WriteNoteRequest' } } },
      },
    });
    expect(Object.keys(write.responses)).toEqual([
      '202',
      '400',
      '401',
      '403',
      '409',
      '412',
      '413',
      '415',
      '422',
      '429',
      '431',
      '500',
      '503',
    ]);
    expect([...parametersByName(document, write).keys()]).toEqual([
      'Idempotency-Key',
      'If-Match',
      'x-correlation-id',
    ]);
    expect(write.responses['202']).toMatchObject({
      headers: { etag: {}, 'x-correlation-id': {} },
      content: { 'application/json': { schema: { $ref: '#/components/schemas/Accepted' } } },
    });
  });

  it('describes what else a command is answered, where a class extends Accepted', () => {
    const product = generateOpenApi([ProductController], info);
    const buy = operation(product, 'post', '/products/{id}/buy');
    expect(buy.responses['202']).toMatchObject({
      description: 'Stored; the read models follow.',
      links: { find: { operationId: 'findProduct' } },
      content: { 'application/json': { schema: { $ref: '#/components/schemas/ReservationAccepted' } } },
    });
    expect(buy.responses).not.toHaveProperty('200');
    expect(product.components.schemas.ReservationAccepted).toMatchObject({
      properties: { id: UUID_SCHEMA, version: { type: 'integer', minimum: 1 }, reservationId: UUID_SCHEMA },
      required: expect.arrayContaining(['id', 'version', 'reservationId']) as unknown,
    });
  });

  it('names the domain’s own refusals with examples', () => {
    expect(operation(document, 'post', '/notes').responses['422']).toMatchObject({
      description: 'Refused by a rule: `idempotency-key-reused`, `notes/note/too-many`, `notes/note/too-sad`',
      content: {
        'application/problem+json': {
          schema: {
            allOf: [
              { $ref: '#/components/schemas/Problem' },
              {
                properties: {
                  code: { enum: ['idempotency-key-reused', 'notes/note/too-many', 'notes/note/too-sad'] },
                },
              },
            ],
          },
          examples: { 'notes/note/too-many': { value: { status: 422, code: 'notes/note/too-many' } } },
        },
      },
    });
  });

  it('names what a command refuses for its Idempotency-Key, also where the domain refuses nothing', () => {
    const { responses } = operation(document, 'put', '/notes/{id}/pin');
    const descriptionOf = (status: string): unknown => resolve(document, responses[status] ?? {}).description;
    expect(descriptionOf('409')).toBe('Conflict: `idempotency-key-in-progress`');
    expect(descriptionOf('413')).toBe('Too large: `too-large`, `commit-too-large`');
    expect(descriptionOf('422')).toBe('Refused by a rule: `idempotency-key-reused`');
    expect(operation(document, 'get', '/notes/{id}').responses).not.toHaveProperty('409');
  });

  it('shows the schema of a path parameter: a UUID, or what its parser says', () => {
    const schema = { type: 'string', maxLength: 4 };
    @Controller('/reports')
    class ReportController {
      @Get('/{year}/{id}', { summary })
      @Access('public')
      find(
        @Param('year', { expected: 'a year', schema, parse: Number }) year: number,
        @Param('id') id: string,
      ): Answer {
        return content({ year, id });
      }
    }
    const reports = generateOpenApi([ReportController], info);
    const parameters = parametersByName(reports, operation(reports, 'get', '/reports/{year}/{id}'));
    expect(parameters.get('year')).toMatchObject({ in: 'path', required: true, schema });
    expect(parameters.get('id')).toMatchObject({ schema: { type: 'string', format: 'uuid' } });
  });

  it('adds them to the standard ones of the same status', () => {
    const { responses } = operation(document, 'get', '/boards/{id}/notes');
    expect(responses['404']).toMatchObject({ description: 'Not found: `notes/board/not-found`' });
    expect(responses['503']).toMatchObject({
      description: 'Not available now: `too-busy`, `store-unavailable`, `notes/board/closed`',
    });
  });

  it('closes what clients send and leaves open what they get', () => {
    expect(document.components.schemas).toMatchObject({
      WriteNoteRequest: {
        type: 'object',
        properties: {
          id: { type: 'string', format: 'uuid' },
          text: { type: 'string', maxLength: 20, description: 'What it says.', examples: ['Buy milk'] },
          place: { $ref: '#/components/schemas/PlaceRequest' },
        },
        required: ['id', 'text'],
        additionalProperties: false,
      },
      PlaceRequest: { required: ['city'], additionalProperties: false },
    });
    expect(document.components.schemas.NoteView).toEqual({
      type: 'object',
      properties: { id: UUID_SCHEMA, version: { type: 'integer', minimum: 1 } },
      required: ['id', 'version'],
    });
  });

  it('describes a read: freshness, 304 and 504', () => {
    const find = operation(document, 'get', '/notes/{id}');
    expect(Object.keys(find.responses)).toEqual(['200', '304', '400', '429', '431', '500', '503', '504']);
    expect(Object.fromEntries(parametersByName(document, find))).toMatchObject({
      id: { in: 'path', required: true, schema: { type: 'string', format: 'uuid' } },
      minVersion: { in: 'query', required: false, schema: { type: 'integer', minimum: 0 } },
      wait: { in: 'query', required: false, schema: { type: 'number', minimum: 0, maximum: 5, default: 5 } },
      'If-None-Match': { in: 'header', required: false },
    });
  });

  it('describes a look back: a version or a time', () => {
    const at = parametersByName(document, operation(document, 'get', '/notes/{id}')).get('at');
    expect(at).toMatchObject({ in: 'query', required: false, schema: { type: 'string' } });
    const pattern = new RegExp((at?.schema as { pattern: string }).pattern);
    for (const moment of ['1', '17', '2026-11-21T09:30:00Z', '2026-11-21T09:30+01:00']) {
      expect(moment).toMatch(pattern);
    }
    for (const other of ['0', '-1', '2026-11-21', '2026-11-21T09:30:00', 'now'])
      expect(other).not.toMatch(pattern);
  });

  it('describes a list of events: what an event is, and the order', () => {
    const events = operation(document, 'get', '/notes/{id}/events');
    expect(Object.fromEntries(parametersByName(document, events))).toMatchObject({
      order: { required: false, schema: { enum: ['oldest', 'newest'], default: 'oldest' } },
      limit: { schema: { default: 20 } },
    });
    expect(document.components.schemas.EventView).toMatchObject({
      properties: { version: { type: 'integer' }, data: { type: 'object' }, committedAt: { type: 'string' } },
      required: [
        'version',
        'type',
        'data',
        'committedAt',
        'commitId',
        'actor',
        'correlationId',
        'causationId',
      ],
    });
  });

  it('describes a list: page, limit and filter', () => {
    const list = operation(document, 'get', '/notes');
    const items = { type: 'array', items: { $ref: '#/components/schemas/NoteView' } };
    expect(list.responses['200']).toMatchObject({
      content: { 'application/json': { schema: { properties: { items }, required: ['items'] } } },
    });
    expect(Object.fromEntries(parametersByName(document, list))).toMatchObject({
      limit: { required: false, schema: { type: 'integer', minimum: 1, maximum: 100, default: 20 } },
      cursor: { required: false, schema: { type: 'string', pattern: '^[A-Za-z0-9_-]{1,2048}$' } },
      contains: {
        required: false,
        schema: { type: 'string', pattern: String.raw`^(text|author):[\s\S]{1,200}$` },
      },
    });
  });

  it('knows the inherited parameters of a member list', () => {
    const names = [...parametersByName(document, operation(document, 'get', '/boards/{id}/notes')).keys()];
    expect(names).toEqual(expect.arrayContaining(['minVersion', 'wait', 'limit', 'cursor', 'of']));
  });

  it('takes a route without @Answers for any JSON object', () => {
    const response = operation(document, 'get', '/notes/health').responses['200'];
    expect(resolve(document, response ?? {}).content).toEqual({
      'application/json': { schema: { type: 'object', additionalProperties: true } },
    });
  });
});
