import type { Projection, ProjectionHandlers } from '../../../../eventsourcing/consuming/projection';
import { organisationEvents, type OrganisationEvent } from '../domain/organisation.events';
import { organisationsTable, type OrganisationRow } from './organisation.tables';

export class OrganisationProjection implements Projection<OrganisationEvent, OrganisationRow, readonly []> {
  readonly name = 'org/organisations';
  readonly source = organisationEvents;
  readonly table = organisationsTable;
  readonly details = [] as const;

  readonly on: ProjectionHandlers<OrganisationEvent, OrganisationRow> = {
    'org/organisation/created': (organisation, { data }) => ({ ...organisation, ...data }),
    'org/organisation/updated': (organisation, { data }) => ({ ...organisation, ...data }),
  };

  initial(id: string): OrganisationRow {
    return { id, version: 0, name: '', location: '', description: '' };
  }
}
