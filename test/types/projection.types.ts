import type { ProjectionHandlers } from '../../src/eventsourcing/consuming/projection';
import { table } from '../../src/eventsourcing/reading/table';
import type { BoxEvent } from '../support/box/box';
import { BoxProjection, itemsTable, type BoxRow, type ItemRow } from '../support/box/box.projection';

// Compiled, never run: each line that must not compile says so, and fails to compile if it does.

type Steps = ProjectionHandlers<BoxEvent, BoxRow, BoxProjection['details']>;
const on = new BoxProjection().on;

// @ts-expect-error -- the step of shop/box/sealed is missing
export const forgotten: Steps = {
  'shop/box/labelled': on['shop/box/labelled'],
  'shop/box/filled': on['shop/box/filled'],
  'shop/box/emptied': on['shop/box/emptied'],
};

export const misspelt: Steps = {
  ...on,
  // @ts-expect-error -- no event has this type
  'shop/box/labeled': (box: BoxRow) => box,
};

export const wrongPayload: Steps = {
  ...on,
  // @ts-expect-error -- shop/box/labelled has a label, no name
  'shop/box/labelled': (box, { data }) => ({ ...box, label: String(data.name) }),
};

export const wrongHead: Steps = {
  ...on,
  // @ts-expect-error -- a step gives back a whole row
  'shop/box/sealed': () => ({ sealed: true }),
};

export const wrongDetails: Steps = {
  ...on,
  'shop/box/filled': (box, { id }, details) => {
    // @ts-expect-error -- an item has a name and a version too
    details.put(itemsTable, { boxId: id });
    // @ts-expect-error -- the key of an item is called otherwise
    details.delete(itemsTable, { box: id });
    return box;
  },
};

// @ts-expect-error -- an item has no such attribute
export const wrongKey = table<ItemRow>()('ItemsTable', { key: ['boxId', 'name'] });
