import type { Page, PageRequest } from '../eventsourcing/page';
import { DomainError } from '../kernel/domain-error';
import { accepted, Accepted, isAccepted, listed, page, PageOf } from './answer';

const letters = ['a', 'b', 'c'].map((id) => ({ id }));

/** A table that is read from its start, or from behind a key. */
async function read({ limit, after }: PageRequest): Promise<Page<{ readonly id: string }>> {
  const start = after === undefined ? 0 : letters.findIndex(({ id }) => id === after.id) + 1;
  const rows = letters.slice(start, start + limit);
  const last = rows.at(-1);
  const more = last !== undefined && start + limit < letters.length;
  return Promise.resolve(more ? { rows, next: last } : { rows });
}

function letterView({ id }: { readonly id: string }): object {
  return { letter: id };
}

describe(listed, () => {
  it('leads from page to page and ends', async () => {
    const first = await listed(['letters'], { limit: 2 }, read, letterView);
    expect(first).toMatchObject({ status: 200, body: { items: [{ letter: 'a' }, { letter: 'b' }] } });

    const { cursor } = first.body as { cursor: string };
    const second = await listed(['letters'], { limit: 2, cursor }, read, letterView);
    expect(second.body).toEqual({ items: [{ letter: 'c' }] });
  });

  it('refuses the cursor of another list, filter or owner before it reads', async () => {
    const { body } = await listed(
      ['letters', { attribute: 'id', value: 'a' }],
      { limit: 1 },
      read,
      letterView,
    );
    const { cursor } = body as { cursor: string };
    const never = (): never => {
      throw new Error('Nothing is read for a foreign cursor');
    };
    await expect(listed(['letters', null], { limit: 1, cursor }, never, letterView)).rejects.toThrow(
      DomainError,
    );
    await expect(listed(['letters'], { limit: 1, cursor: 'x' }, never, letterView)).rejects.toMatchObject({
      kind: 'malformed',
      code: 'malformed-cursor',
    });
  });
});

describe(accepted, () => {
  it('answers id and version alone, whatever else the commit holds', () => {
    const commit = { id: 'a', version: 2, events: ['secret'] };
    expect(accepted(commit)).toEqual({ status: 202, body: { id: 'a', version: 2 }, version: 2 });
  });

  it('answers what else it is told', () => {
    const commit = { id: 'a', version: 2 };
    expect(accepted(commit, { ticket: 'b' }).body).toEqual({ ...commit, ticket: 'b' });
  });
});

describe(isAccepted, () => {
  class TicketAccepted extends Accepted {}
  class Ticket {
    readonly id = 'a';
  }

  it('is told of the 202 and of what extends it, and of nothing else', () => {
    expect([Accepted, TicketAccepted].map(isAccepted)).toEqual([true, true]);
    expect([Ticket, PageOf(TicketAccepted)].map(isAccepted)).toEqual([false, false]);
  });
});

describe(page, () => {
  it('names a cursor only when there is a next page', () => {
    expect(page([]).body).toEqual({ items: [] });
    expect(page([{ id: 'a' }], 'c').body).toEqual({ items: [{ id: 'a' }], cursor: 'c' });
  });
});
