import type { Client, Outcome } from './client';
import { Journal, listViolations, repeated, type Expected, type LoggedEvent } from './journal';

const bought = { type: 'shop/product/reserved', data: {} };
const restocked = (amount: number) => ({ type: 'shop/product/restocked', data: { amount } });
const accepted = (version: number): Outcome => ({ kind: 'accepted', body: { version } });
const unknown: Outcome = { kind: 'unknown' };
const refused: Outcome = { kind: 'refused', status: 422, code: 'sold-out' };

/** A log with these events. */
const logged = (...events: Expected[]): LoggedEvent[] =>
  events.map(({ type, data }, index) => ({ version: index + 1, type, data }));

describe('what clients know of an aggregate, against the log', () => {
  const violationsOf = async (
    told: readonly (readonly [Expected, Outcome])[],
    events: readonly LoggedEvent[],
  ): Promise<string[]> => {
    const journal = new Journal('/products', ['shop/product/replenished']);
    for (const [expected, outcome] of told) {
      const client = { send: () => Promise.resolve(outcome) } as unknown as Client;
      await journal.send(client, 'p', { method: 'POST', path: '/products/p/buy' }, expected);
    }
    return journal.violations('p', events);
  };

  it('holds where each acknowledged command is there once', async () => {
    const told = [
      [restocked(2), accepted(1)],
      [bought, accepted(3)],
      [bought, unknown],
      [bought, unknown],
      [bought, refused],
    ] as const;
    const events = logged(restocked(2), bought, bought, { type: 'shop/product/replenished', data: {} });
    expect(await violationsOf(told, events)).toEqual([]);
  });

  it.each<[string, readonly (readonly [Expected, Outcome])[], LoggedEvent[], string]>([
    ['lost', [[restocked(2), accepted(1)]], [], 'shop/product/restocked of version 1 is lost'],
    [
      'another one',
      [[restocked(2), accepted(1)]],
      logged(restocked(3)),
      'and not the shop/product/restocked',
    ],
    ['done twice', [[bought, accepted(1)]], logged(bought, bought), 'nobody asked for version 2'],
    [
      'acknowledged twice',
      [
        [bought, accepted(1)],
        [bought, accepted(1)],
      ],
      logged(bought),
      'acknowledged twice',
    ],
    ['refused and done', [[bought, refused]], logged(bought), 'nobody asked for version 1'],
    [
      'done twice without an answer',
      [[bought, unknown]],
      logged(bought, bought),
      'nobody asked for version 2',
    ],
    ['out of order', [], [{ ...bought, version: 2 }], 'version 2 stands at place 1'],
  ])('does not where one is %s', async (_, told, events, message) => {
    expect(await violationsOf(told, events)).toEqual([expect.stringContaining(message)]);
  });

  it('has complete lists, with nothing twice', () => {
    expect(listViolations('/users', [{ id: 'a' }, { id: 'b' }], new Set(['a', 'b']))).toEqual([]);
    expect(listViolations('/users', [{ id: 'a' }, { id: 'a' }, { id: 'c' }], new Set(['a', 'b']))).toEqual([
      '/users lacks b',
      '/users has c too much',
      '/users has something twice',
    ]);
    expect(repeated('the name', ['x', 'y', 'x'])).toEqual(['the name x is there twice']);
  });
});
