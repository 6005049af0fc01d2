import { aggregateModule } from '../../../../../src/eventsourcing/aggregate-module';
import { reads } from '../../../../../src/eventsourcing/reading/table-access';
import { ParcelController } from './api/parcel.controller';
import { Parcel } from './domain/parcel';
import { parcelEvents } from './domain/parcel.events';
import { ParcelProjection } from './read/parcel.projection';
import { ParcelQueries } from './read/parcel.queries';
import { parcelsTable, stopsTable } from './read/parcel.tables';
import { SendParcelHandler } from './write/send-parcel';

export const parcelModule = aggregateModule({
  aggregate: Parcel,
  events: parcelEvents,
  controllers: [ParcelController],
  handlers: [SendParcelHandler],
  providers: [ParcelQueries],
  projections: [ParcelProjection],
  history: ParcelProjection,
  reads: [reads(parcelsTable, 'query:byReceiver'), reads(stopsTable, 'query')],
});
