import {
  detail,
  type Projection,
  type ProjectionHandlers,
} from '../../../src/eventsourcing/consuming/projection';
import { table } from '../../../src/eventsourcing/reading/table';
import { boxEvents, type BoxEvent } from './box';

export interface BoxRow {
  readonly id: string;
  readonly version: number;
  readonly label: string;
  readonly sealed: boolean;
}

export interface ItemRow {
  readonly boxId: string;
  readonly item: string;
  /** Version of the event that put it in. */
  readonly since: number;
}

export const boxesTable = table<BoxRow>()('BoxesTable', { key: ['id'] });
export const itemsTable = table<ItemRow>()('ItemsTable', { key: ['boxId', 'item'] });

const details = [detail(itemsTable, 'put', 'delete')] as const;

/** Boxes, and what is in them. */
export class BoxProjection implements Projection<BoxEvent, BoxRow, typeof details> {
  readonly name = 'shop/boxes';
  readonly source = boxEvents;
  readonly table = boxesTable;
  readonly details = details;

  readonly on: ProjectionHandlers<BoxEvent, BoxRow, typeof details> = {
    'shop/box/labelled': (box, { data }) => ({ ...box, label: data.label }),
    'shop/box/filled': (box, { id, version, data }, details) => {
      for (const item of data.items) details.put(itemsTable, { boxId: id, item, since: version });
      return box;
    },
    'shop/box/emptied': (box, { id, data }, details) => {
      for (const item of data.items) details.delete(itemsTable, { boxId: id, item });
      return box;
    },
    'shop/box/sealed': (box) => ({ ...box, sealed: true }),
  };

  initial(id: string): BoxRow {
    return { id, version: 0, label: '', sealed: false };
  }
}
