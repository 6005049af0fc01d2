import { aggregateModule } from '../../../../../src/eventsourcing/aggregate-module';
import { reads } from '../../../../../src/eventsourcing/reading/table-access';
import { Label } from './domain/label';
import { labelEvents } from './domain/label.events';
import { LabelProjection, labelsTable } from './read/label.projection';

export const labelModule = aggregateModule({
  aggregate: Label,
  events: labelEvents,
  controllers: [],
  handlers: [],
  providers: [],
  projections: [LabelProjection],
  history: LabelProjection,
  reads: [reads(labelsTable, 'get')],
});
