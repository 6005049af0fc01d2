import { ListBoardNotesRequest } from '../../test/support/http/board.controller';
import { ListNotesRequest } from '../../test/support/http/note.controller';
import { DomainError, type FieldError } from '../kernel/domain-error';
import { toDto, parseQuery } from './bind';
import { ContainsFilter, StreamOf } from './fields';
import { EventListRequest, FindRequest, ListRequest, MemberListRequest, ReadRequest } from './requests';
import type { DtoClass } from './route';

const ID = '0190a8f0-7b7c-7cc1-9d3c-6f1b5a3c2d10';

function read(dto: DtoClass, query: string): object {
  return toDto(dto, parseQuery(query));
}

function errorsOf(dto: DtoClass, query: string): readonly FieldError[] {
  try {
    read(dto, query);
  } catch (error) {
    if (error instanceof DomainError) return error.fields;
    throw error;
  }
  return [];
}

const fieldsOf = (dto: DtoClass, query: string): string[] => errorsOf(dto, query).map(({ field }) => field);
const messagesOf = (dto: DtoClass, query: string): string[] =>
  errorsOf(dto, query).map(({ message }) => message);

describe(ReadRequest, () => {
  it('waits 5 seconds unless told otherwise, and never longer', () => {
    expect(read(ReadRequest, 'minVersion=0')).toMatchObject({ minVersion: 0, wait: 5 });
    expect(read(ReadRequest, 'minVersion=7&wait=0')).toMatchObject({ minVersion: 7, wait: 0 });
    expect(read(ReadRequest, 'minVersion=7&wait=5')).toMatchObject({ wait: 5 });
    expect(read(ReadRequest, 'wait=0.25')).toMatchObject({ minVersion: undefined, wait: 0.25 });
  });

  it.each([
    'minVersion=1e3',
    'minVersion=1.5',
    'minVersion=%201',
    'minVersion=NaN',
    'minVersion=1234567890123456',
  ])('refuses %s', (query) => {
    expect(fieldsOf(ReadRequest, query)).toEqual(['minVersion']);
  });

  it.each(['wait=-1', 'wait=5.001', 'wait=20', 'wait=Infinity', 'wait=', 'wait=5s', 'wait=0x1'])(
    'refuses %s',
    (query) => {
      expect(fieldsOf(ReadRequest, query)).toEqual(['wait']);
    },
  );

  it('knows no source of another stream', () => {
    expect(fieldsOf(ReadRequest, `of=user:${ID}`)).toEqual(['of']);
  });
});

describe(FindRequest, () => {
  it.each([
    ['1', { version: 1 }],
    ['999999999999999', { version: 999_999_999_999_999 }],
    ['2026-11-21T09:30Z', { time: new Date('2026-11-21T09:30:00.000Z') }],
    ['2026-11-21T09:30:15Z', { time: new Date('2026-11-21T09:30:15.000Z') }],
    ['2026-11-21T09:30:15.123456789Z', { time: new Date('2026-11-21T09:30:15.123Z') }],
    ['2026-11-21T09:30:15-05:30', { time: new Date('2026-11-21T15:00:15.000Z') }],
    ['2026-11-21T09:30:15%2B01:00', { time: new Date('2026-11-21T08:30:15.000Z') }],
    ['2026-11-21T09:30:15+01:00', { time: new Date('2026-11-21T08:30:15.000Z') }],
    ['2024-02-29T00:00Z', { time: new Date('2024-02-29T00:00:00.000Z') }],
    ['0000-01-01T00:00Z', { time: new Date('0000-01-01T00:00:00.000Z') }],
  ])('looks back to %s', (at, moment) => {
    expect(read(FindRequest, `at=${at}`)).toMatchObject({ at: moment });
  });

  it.each([
    '',
    '0',
    '01',
    '-1',
    '1.0',
    '1e3',
    '9999999999999999',
    'now',
    '2026-11-21',
    '2026-11-21T09:30:15',
    '2026-11-21%2009:30:15Z',
    '2026-11-21t09:30:15z',
    '20261121T093015Z',
    '2026-11-21T09:30:15%2B0100',
    '2026-11-21T24:00:00Z',
    '2026-11-21T25:00:00Z',
    '2026-11-21T09:30:60Z',
    '2026-11-21T09:30:00%2B24:00',
    '2026-11-21T09:60:00Z',
    '2026-13-01T00:00:00Z',
    '2026-00-01T00:00:00Z',
    '2026-02-29T00:00:00Z',
    '2026-04-31T00:00:00Z',
    '2026-11-32T00:00:00Z',
    '2026-11-21T09:30:15.1234567890Z',
    '%2B002026-11-21T09:30:15Z',
    'Sat,%2021%20Nov%202026%2009:30:15%20GMT',
    '2026-11-21T09:30:15Z%0a',
    '%D9%A3',
  ])('refuses at=%s', (at) => {
    expect(fieldsOf(FindRequest, `at=${at}`)).toEqual(['at']);
  });

  it('looks back and asks for a version: the log is never behind', () => {
    expect(read(FindRequest, 'at=1&minVersion=2&wait=2')).toMatchObject({
      at: { version: 1 },
      minVersion: 2,
    });
    expect(read(FindRequest, 'minVersion=2')).toMatchObject({ minVersion: 2, wait: 5, at: undefined });
  });
});

describe(EventListRequest, () => {
  it('begins with the oldest unless told otherwise', () => {
    expect(read(EventListRequest, '')).toMatchObject({ order: 'oldest', limit: 20 });
    expect(read(EventListRequest, 'order=newest&limit=5')).toMatchObject({ order: 'newest', limit: 5 });
  });

  it.each(['desc', 'Oldest', '', 'constructor'])('refuses order=%s', (order) => {
    expect(fieldsOf(EventListRequest, `order=${order}`)).toEqual(['order']);
  });
});

describe(ListRequest, () => {
  it('shows 20 items from the start unless told otherwise', () => {
    expect(read(ListRequest, '')).toMatchObject({ limit: 20, cursor: undefined });
    expect(read(ListRequest, 'limit=1&cursor=a')).toMatchObject({ limit: 1, cursor: 'a' });
  });

  it('has no filter of its own', () => {
    expect(fieldsOf(ListRequest, 'contains=text:a')).toEqual(['contains']);
  });

  it('gets one from a subclass that allows attributes', () => {
    const filter = { contains: new ContainsFilter('author', 'Ann: 🌱') };
    expect(read(ListNotesRequest, 'contains=author:Ann:+%F0%9F%8C%B1')).toMatchObject(filter);
    expect(read(ListNotesRequest, '')).toMatchObject({ contains: undefined });
    expect(fieldsOf(ListNotesRequest, 'contains=:a')).toEqual(['contains']);
    expect(fieldsOf(ListNotesRequest, 'contains=')).toEqual(['contains']);
    for (const [value, fits] of [
      ['🌱'.repeat(200), true],
      ['🌱'.repeat(201), false],
      ['a'.repeat(100_000), false],
    ] as const) {
      expect(fieldsOf(ListNotesRequest, `contains=text:${value}`)).toEqual(fits ? [] : ['contains']);
    }
    expect(read(ListNotesRequest, 'contains=text:%20a%20')).toMatchObject({
      contains: new ContainsFilter('text', ' a '),
    });
  });
});

describe(MemberListRequest, () => {
  it('is a page and a fresh read at once', () => {
    const query = 'limit=2&cursor=c&minVersion=3&wait=1';
    const expected = { limit: 2, cursor: 'c', minVersion: 3, wait: 1 };
    expect(read(MemberListRequest, query)).toMatchObject(expected);
    expect(read(MemberListRequest, '')).toMatchObject({ limit: 20, wait: 5 });
  });

  it('knows no stream but the owner of the list', () => {
    expect(fieldsOf(MemberListRequest, `of=user:${ID}`)).toEqual(['of']);
  });
});

describe(StreamOf, () => {
  it.each([`note:${ID}`, `sales-order2:${ID}`])('takes what the list follows: %s', (of) => {
    expect(read(ListBoardNotesRequest, `minVersion=3&of=${of}`)).toMatchObject({ minVersion: 3, of });
  });

  it('takes an identity in any case for one, as everywhere', () => {
    const request = read(ListBoardNotesRequest, `of=note:${ID.toUpperCase()}`);
    expect(request).toMatchObject({ of: `note:${ID}` });
  });

  it.each([
    'note',
    'note:',
    `:${ID}`,
    `board:${ID}`,
    `xyz:${ID}`,
    `toString:${ID}`,
    `Note:${ID}`,
    `NOTE:${ID.toUpperCase()}`,
    `note:${ID}x`,
    `xnote:${ID}`,
    `note:note:${ID}`,
    `note:${ID}%0a`,
  ])('refuses of=%s, and says what the list follows', (of) => {
    expect(fieldsOf(ListBoardNotesRequest, `minVersion=3&of=${of}`)).toEqual(['of']);
    expect(messagesOf(ListBoardNotesRequest, `of=${of}`)).toEqual([
      'of must be note:<uuid> or sales-order2:<uuid>; the list follows nothing else',
    ]);
  });
});
