import { table } from '../../../../eventsourcing/reading/table';

export interface OrganisationRow {
  readonly id: string;
  readonly version: number;
  readonly name: string;
  readonly location: string;
  readonly description: string;
}

export const organisationsTable = table<OrganisationRow>()('OrgOrganisationsTable', { key: ['id'] });
