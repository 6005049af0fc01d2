import type { Tally, TallyHandlers } from '../../../src/eventsourcing/consuming/tally';
import { tallyTable } from '../../../src/eventsourcing/reading/tally-table';
import { boxEvents, type BoxEvent } from './box';

export const itemCountsTable = tallyTable('ItemCountsTable');

/** How many of each item all boxes hold. */
export class ItemsTally implements Tally<BoxEvent> {
  readonly name = 'shop/items-in-boxes';
  readonly source = boxEvents;
  readonly table = itemCountsTable;

  readonly on: TallyHandlers<BoxEvent> = {
    'shop/box/filled': (count, { data }) => {
      for (const item of data.items) count.add(item, this.revision);
    },
    'shop/box/emptied': (count, { data }) => {
      for (const item of data.items) count.add(item, -count.of(item));
    },
  };

  /** @param revision what each item counts for, so that every revision leads to other sums */
  constructor(readonly revision = 1) {}
}
