import { inject, injectable } from 'inversify';
import { readFresh, type Freshness } from '../../../../eventsourcing/reading/freshness';
import type { ReadTables } from '../../../../eventsourcing/reading/read-tables';
import { READ_TABLES } from '../../../../eventsourcing/tokens';
import { DomainError } from '../../../../kernel/domain-error';
import { organisationsTable, type OrganisationRow } from './organisation.tables';

@injectable()
export class OrganisationQueries {
  constructor(@inject(READ_TABLES) private readonly tables: ReadTables) {}

  /** @throws DomainError not-found, timeout */
  async find(id: string, freshness: Freshness): Promise<OrganisationRow> {
    const organisation = await readFresh(() => this.tables.get(organisationsTable, { id }), freshness);
    if (organisation) return organisation;
    throw new DomainError('not-found', 'org/organisation/not-found', 'This organisation has no profile yet.');
  }
}
