import { ListNotesRequest } from '../../test/support/http/note.controller';
import { DomainError } from '../kernel/domain-error';
import { toDto, parseQuery } from './bind';
import { ContainsFilter } from './fields';
import { EventListRequest, FindRequest, ListRequest, MemberListRequest, ReadRequest } from './requests';
import type { DtoClass } from './route';

const ID = '0190a8f0-7b7c-7cc1-9d3c-6f1b5a3c2d10';

function read(dto: DtoClass, query: string): object {
  return toDto(dto, parseQuery(query));
}

function fieldsOf(dto: DtoClass, query: string): string[] {
  try {
    read(dto, query);
  } catch (error) {
    if (error instanceof DomainError) return error.fields.map(({ field }) => field);
    throw error;
  }
  return [];
}

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

  it.each(['wait=-1', 'wait=5.001', 'wait=20', 'wait=Infinity', 'wait=', 'wait=5s', 'wait=0.0001'])(
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
    '2026-11-21T25:00:00Z',
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

  it('looks back or waits, not both', () => {
    expect(fieldsOf(FindRequest, 'at=1&minVersion=2')).toEqual(['at']);
    expect(fieldsOf(FindRequest, 'at=1&wait=2')).toEqual([]);
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
  });
});

describe(MemberListRequest, () => {
  it('is a page and a fresh read at once, and may count another stream', () => {
    const query = `limit=2&cursor=c&minVersion=3&wait=1&of=user:${ID}`;
    const expected = { limit: 2, cursor: 'c', minVersion: 3, wait: 1, of: `user:${ID}` };
    expect(read(MemberListRequest, query)).toMatchObject(expected);
    expect(read(MemberListRequest, '')).toMatchObject({ limit: 20, wait: 5 });
  });

  it.each([
    'user',
    'user:',
    `:${ID}`,
    `User:${ID}`,
    `user:${ID.toUpperCase()}`,
    `user:${ID}x`,
    `-user:${ID}`,
    `a--b:${ID}`,
  ])('refuses of=%s', (of) => {
    expect(fieldsOf(MemberListRequest, `of=${of}`)).toEqual(['of']);
  });

  it('takes kebab-case aggregates', () => {
    expect(fieldsOf(MemberListRequest, `of=sales-order2:${ID}`)).toEqual([]);
  });
});
