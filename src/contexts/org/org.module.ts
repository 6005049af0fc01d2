import { contextModule } from '../../eventsourcing/aggregate-module';
import { organisationModule } from './organisation/organisation.module';

/** Organisations, and what they say of themselves. */
export const orgModule = contextModule({
  name: 'org',
  aggregates: [organisationModule],
});
