import {
  detail,
  type Projection,
  type ProjectionHandlers,
} from '../../../../../../src/eventsourcing/consuming/projection';
import { parcelEvents, type ParcelEvent } from '../domain/parcel.events';
import { parcelsTable, stopsTable, type ParcelRow } from './parcel.tables';

const details = [detail(stopsTable, 'put')] as const;

export class ParcelProjection implements Projection<ParcelEvent, ParcelRow, typeof details> {
  readonly name = 'shop/parcels';
  readonly source = parcelEvents;
  readonly table = parcelsTable;
  readonly details = details;

  readonly on: ProjectionHandlers<ParcelEvent, ParcelRow, typeof details> = {
    'shop/parcel/sent': (parcel, { data: { to } }) => ({ ...parcel, to }),
    'shop/parcel/arrived': (parcel, { id }, rows) => {
      rows.put(stopsTable, { parcelId: id, stop: 'last' });
      return parcel;
    },
  };

  initial(id: string): ParcelRow {
    return { id, version: 0, to: '' };
  }
}
