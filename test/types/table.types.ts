import {
  detail,
  type Projection,
  type ProjectionHandlers,
} from '../../src/eventsourcing/consuming/projection';
import type { ReadTables } from '../../src/eventsourcing/reading/read-tables';
import { sortedList } from '../../src/eventsourcing/reading/sorted-list';
import { table } from '../../src/eventsourcing/reading/table';
import { reads } from '../../src/eventsourcing/reading/table-access';
import { eventSource } from '../../src/kernel/event-source';
import type { DomainEvent } from '../../src/kernel/domain-event';
import { boxEvents, type BoxEvent } from '../support/box/box';
import {
  BoxProjection,
  boxesTable,
  itemsTable,
  type BoxRow,
  type ItemRow,
} from '../support/box/box.projection';
import { stampsTable, type StampRow } from '../support/stamp.table';

// Compiled, never run: each line that must not compile says so, and fails to compile if it does.

export const onlyPut = [detail(itemsTable, 'put')] as const;
type WithItems = ProjectionHandlers<BoxEvent, BoxRow, typeof onlyPut>;
const otherItems = table<ItemRow>()('OtherItemsTable', { key: ['boxId', 'item'] });

export const details: Pick<WithItems, 'shop/box/filled'> = {
  'shop/box/filled': (box, { id, version }, rows) => {
    const row: ItemRow = { boxId: id, item: 'car', since: version };
    rows.put(itemsTable, row);
    // @ts-expect-error -- the details say that rows of this table are put, not deleted
    rows.delete(itemsTable, { boxId: id, item: 'car' });
    // @ts-expect-error -- the details do not name this table, although its rows look the same
    rows.put(otherItems, row);
    // @ts-expect-error -- the projection's own table is no detail
    rows.put(boxesTable, box);
    return box;
  },
};

export const undeclared: Pick<ProjectionHandlers<BoxEvent, BoxRow>, 'shop/box/filled'> = {
  'shop/box/filled': (box, { id, version }, rows) => {
    // @ts-expect-error -- no details at all are declared
    rows.put(itemsTable, { boxId: id, item: 'car', since: version });
    return box;
  },
};

// @ts-expect-error -- rows are put and deleted, never updated
detail(itemsTable, 'update');
// @ts-expect-error -- which operations, has to be said
detail(itemsTable);

// @ts-expect-error -- the events are those of shop/box
eventSource<BoxEvent>({ type: 'shop/bx' });
// @ts-expect-error -- a source has a context and an aggregate
eventSource<BoxEvent>({ type: 'shop' });

type CrateEvent = DomainEvent<'shop/crate/built', Record<string, never>>;
const crateEvents = eventSource<CrateEvent>({ type: 'shop/crate' });

export class WrongSource
  extends BoxProjection
  implements Projection<BoxEvent, BoxRow, BoxProjection['details']>
{
  // @ts-expect-error -- these are the events of another aggregate
  override readonly source = crateEvents;
}
export const rightSource: BoxProjection['source'] = boxEvents;

export async function queries(tables: ReadTables): Promise<void> {
  await tables.queryIndex(stampsTable, 'byPage', 'red', { limit: 1 });
  // @ts-expect-error -- the table has no index of this name
  await tables.queryIndex(stampsTable, 'byValue', 'red', { limit: 1 });
  // @ts-expect-error -- the table has no index
  await tables.queryIndex(itemsTable, 'byPage', 'red', { limit: 1 });
  // @ts-expect-error -- an index knows no consistent reads
  await tables.queryIndex(stampsTable, 'byPage', 'red', { limit: 1, consistent: true });
  await tables.query(stampsTable, 'one', { limit: 1, consistent: true });
}

reads(stampsTable, 'get', 'query:byPage');
// @ts-expect-error -- the table has no index of this name
reads(stampsTable, 'query:byValue');
// @ts-expect-error -- the table has no index
reads(itemsTable, 'query:byPage');
// @ts-expect-error -- there is no such operation
reads(stampsTable, 'list');
// @ts-expect-error -- how it is read, has to be said
reads(stampsTable);

// @ts-expect-error -- the table has no index of this name
sortedList(stampsTable, 'byValue');

const key = ['id'] as const;
// @ts-expect-error -- a stamp has no such attribute
table<StampRow>()('StampsTable', { key, indexes: { byYear: { partition: 'year', sort: 'id' } } });
// @ts-expect-error -- keys are text, and the value of a stamp is a number
table<StampRow>()('StampsTable', { key, indexes: { byValue: { partition: 'album', sort: 'value' } } });
// @ts-expect-error -- an index has a sort attribute
table<StampRow>()('StampsTable', { key, indexes: { byAlbum: { partition: 'album' } } });
// @ts-expect-error -- keys are text, and the value of a stamp is a number
table<StampRow>()('StampsTable', { key: ['value'] });

class Money {
  readonly amount = 7;
  plus(): this {
    return this;
  }
}

interface Id {
  readonly id: string;
}

table<Id & { readonly more?: readonly { readonly list: (string | null)[] }[] }>();
// @ts-expect-error -- a row is JSON: a date is none
table<Id & { readonly at: Date }>();
// @ts-expect-error -- a map would come back as something else
table<Id & { readonly counts: Map<string, number> }>();
// @ts-expect-error -- so would a set
table<Id & { readonly tags: ReadonlySet<string> }>();
// @ts-expect-error -- undefined is no JSON: leave the field out, or say null
table<Id & { readonly name: string | undefined }>();
// @ts-expect-error -- bigint is no JSON
table<Id & { readonly total: bigint }>();
// @ts-expect-error -- nor is a function
table<Id & { readonly total: () => number }>();
// @ts-expect-error -- nor is an object with methods, wherever it is
table<Id & { readonly prices: readonly { readonly price: Money }[] }>();
// @ts-expect-error -- what could be anything could be no JSON
table<Id & { readonly payload: unknown }>();
