import { DisableRole } from '../../../src/contexts/iam/role/write/disable-role';
import { RoleHoldersTally } from '../../../src/contexts/iam/role/read/role-holders.tally';
import { roleHoldersTable } from '../../../src/contexts/iam/role/read/role.tables';
import { ProductProjection } from '../../../src/contexts/shop/product/read/product.projection';
import { productsTable } from '../../../src/contexts/shop/product/read/product.tables';
import type { Tally } from '../../../src/eventsourcing/consuming/tally';
import type { Commit } from '../../../src/eventsourcing/log/commit';
import type { Table } from '../../../src/eventsourcing/reading/table';
import { sumKey, type SumRow } from '../../../src/eventsourcing/reading/tally-table';
import { groupBy } from '../../../src/kernel/group-by';
import type { DomainEvent } from '../../../src/kernel/domain-event';
import { commitOf } from '../../support/commit-of';
import { MemoryTables } from '../../support/memory/memory-tables';
import { untyped } from '../../support/projecting';
import type { Asked } from '../workload/client';
import { violationsIn } from './all';
import type { Evidence } from './evidence';

const restocked = (amount: number): DomainEvent => ({ type: 'shop/product/restocked', data: { amount } });
const reserved: DomainEvent = { type: 'shop/product/reserved', data: { reservationId: 'one' } };
const lines = [{ productId: 'bike', quantity: 2 }];
const placed: DomainEvent = { type: 'shop/order/placed', data: { lines } };
const confirmed: DomainEvent = { type: 'shop/order/confirmed', data: {} };
const held: DomainEvent = { type: 'shop/product/held', data: { orderId: 'one', quantity: 2 } };
const registered: DomainEvent = { type: 'iam/user/registered', data: { email: 'ann@example.com' } };
const added: DomainEvent = { type: 'iam/user/role-added', data: { roleId: 'admin' } };
const disabled: DomainEvent = { type: 'iam/role/disabled', data: {} };

const planned = {
  number: 0,
  client: 1,
  context: 'iam',
  command: DisableRole.of({ id: 'admin' }),
  pause: 0,
} as const;

function violations(commits: readonly Commit[], more: Partial<Evidence> = {}): string[] {
  const streams = groupBy(commits, ({ stream }) => stream);
  return violationsIn({
    streams,
    tables: new MemoryTables(),
    projections: [],
    tallies: [],
    asked: [],
    ...more,
  });
}

/** What a client knows of a command whose request is `r1`. */
function asked(outcome: Asked['outcome'], version?: number): Evidence['asked'] {
  return [{ planned, requests: ['r1'], outcome, ...(version !== undefined && { version }) }];
}

const caused = (commit: Commit): Commit => ({ ...commit, causationId: 'r1' });

describe('The invariants', () => {
  it('hold where nothing is wrong', () => {
    const commits = [
      caused(commitOf('iam/role#admin', 1, disabled)),
      commitOf('iam/user#ann', 1, registered),
    ];
    expect(violations(commits, { asked: asked('accepted', 1) })).toEqual([]);
    expect(violations([], { asked: asked('unknown') })).toEqual([]);
  });

  it.each<[string, readonly Commit[], Partial<Evidence>]>([
    ['goes from version 1 to 3', [1, 3].map((version) => commitOf('iam/user#ann', version, added)), {}],
    ['acknowledged, and is not in the log', [], { asked: asked('accepted', 1) }],
    [
      'version 2 was acknowledged, and it made 1',
      [caused(commitOf('iam/role#admin', 1, disabled))],
      { asked: asked('accepted', 2) },
    ],
    [
      'carried out 2 times',
      [1, 2].map((version) => caused(commitOf('iam/role#admin', version, disabled))),
      { asked: asked('unknown') },
    ],
    [
      'refused, and is in the log',
      [caused(commitOf('iam/role#admin', 1, disabled))],
      { asked: asked('refused') },
    ],
    [
      'both have iam#email',
      ['iam/user#ann', 'iam/user#bob'].map((stream) => commitOf(stream, 1, registered)),
      {},
    ],
    [
      'holds admin, which is disabled',
      [commitOf('iam/role#admin', 1, disabled), commitOf('iam/user#ann', 1, added)],
      {},
    ],
    ['sold more often than it was there', [commitOf('shop/product#one', 1, reserved)], {}],
    ['Order one was decided 0 times', [commitOf('shop/order#one', 1, placed)], {}],
    [
      'Order one is shop/order/confirmed, has bike 2 held and should have bike 2',
      [
        commitOf('shop/order#one', 1, placed, confirmed),
        commitOf('shop/product#bike', 1, restocked(2), held),
      ],
      {},
    ],
    ['There is no order one', [commitOf('shop/product#bike', 1, restocked(2), held)], {}],
    ['replenished 0 times', [commitOf('shop/product#one', 1, restocked(1), reserved)], {}],
  ])('find what is wrong: %s', (wrong, commits, more) => {
    expect(violations(commits, more).join('\n')).toContain(wrong);
  });

  it('find a row that is not the fold, one that is missing and one too many', () => {
    const projections = [untyped(new ProductProjection())];
    const commits = [commitOf('shop/product#one', 1, restocked(2))];
    expect(violations(commits, { projections }).join('\n')).toContain('has 0 rows: undefined');
    const tables = new MemoryTables();
    const row = { ...new ProductProjection().initial('one'), version: 1, quantity: 3 };
    tables.put(productsTable, row);
    expect(violations(commits, { projections, tables }).join('\n')).toContain('"quantity":2');
    expect(violations([], { projections, tables }).join('\n')).toContain('"quantity":3');
  });

  it('find a counter that is not what all streams add up to', () => {
    const tallies = [new RoleHoldersTally() as unknown as Tally];
    const commits = ['ann', 'bob'].map((id) => commitOf(`iam/user#${id}`, 1, added));
    expect(violations(commits, { tallies }).join('\n')).toContain(
      'stands at {}, and the log adds up to {"admin":2}',
    );
    const tables = new MemoryTables();
    for (const part of [0, 7]) {
      tables.put(roleHoldersTable as Table<SumRow>, { ...sumKey('admin', part), total: 1 });
    }
    expect(violations(commits, { tallies, tables })).toEqual([]);
    expect(violations(commits.slice(1), { tallies, tables }).join('\n')).toContain('stands at {"admin":2}');
  });
});
