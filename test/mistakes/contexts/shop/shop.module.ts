import { contextModule } from '../../../../src/eventsourcing/aggregate-module';
import { labelModule } from './label/label.module';
import { parcelModule } from './parcel/parcel.module';
import { SendParcelWhenLabelled } from './processes/send-parcel-when-labelled.process';

/** A context without a fault: each deliberate mistake is one change of a copy of it. */
export const shopModule = contextModule({
  name: 'shop',
  aggregates: [parcelModule, labelModule],
  processes: [SendParcelWhenLabelled],
});
