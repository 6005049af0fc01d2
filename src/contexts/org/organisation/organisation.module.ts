import { aggregateModule } from '../../../eventsourcing/aggregate-module';
import { reads } from '../../../eventsourcing/reading/table-access';
import { OrganisationController } from './api/organisation.controller';
import { Organisation } from './domain/organisation';
import { organisationEvents } from './domain/organisation.events';
import { OrganisationProjection } from './read/organisation.projection';
import { OrganisationQueries } from './read/organisation.queries';
import { organisationsTable } from './read/organisation.tables';
import { CreateOrganisationHandler } from './write/create-organisation';
import { UpdateOrganisationHandler } from './write/update-organisation';

export const organisationModule = aggregateModule({
  aggregate: Organisation,
  events: organisationEvents,
  controllers: [OrganisationController],
  handlers: [CreateOrganisationHandler, UpdateOrganisationHandler],
  providers: [OrganisationQueries],
  projections: [OrganisationProjection],
  history: OrganisationProjection,
  reads: [reads(organisationsTable, 'get')],
});
