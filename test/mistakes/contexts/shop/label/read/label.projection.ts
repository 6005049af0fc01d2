import type { Projection } from '../../../../../../src/eventsourcing/consuming/projection';
import { table } from '../../../../../../src/eventsourcing/reading/table';
import { labelEvents, type LabelEvent } from '../domain/label.events';

export interface LabelRow {
  readonly id: string;
  readonly version: number;
}

export const labelsTable = table<LabelRow>()('ShopLabelsTable', { key: ['id'] });

export class LabelProjection implements Projection<LabelEvent, LabelRow, readonly []> {
  readonly name = 'shop/labels';
  readonly source = labelEvents;
  readonly table = labelsTable;
  readonly details = [] as const;
  readonly on = { 'shop/label/printed': (label: LabelRow): LabelRow => label };

  initial(id: string): LabelRow {
    return { id, version: 0 };
  }
}
