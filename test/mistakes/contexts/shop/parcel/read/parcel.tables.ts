import { table } from '../../../../../../src/eventsourcing/reading/table';

export interface ParcelRow {
  readonly id: string;
  readonly version: number;
  readonly to: string;
}

export interface StopRow {
  readonly parcelId: string;
  readonly stop: string;
}

export const parcelsTable = table<ParcelRow>()('ShopParcelsTable', {
  key: ['id'],
  indexes: { byReceiver: { partition: 'to', sort: 'id' } },
});
export const stopsTable = table<StopRow>()('ShopParcelStopsTable', { key: ['parcelId', 'stop'] });
