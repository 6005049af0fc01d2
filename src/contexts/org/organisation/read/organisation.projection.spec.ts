import { projecting } from '../../../../../test/support/projecting';
import type { Profile } from '../domain/organisation.events';
import { OrganisationProjection } from './organisation.projection';
import { organisationsTable } from './organisation.tables';

const profile: Profile = { name: 'Harbour Works', location: 'Bergen', description: '' };

describe('OrganisationProjection', () => {
  it('shows what each organisation said of itself last', () => {
    const other = { ...profile, name: 'Docks', description: 'one\ntwo' };
    projecting(new OrganisationProjection())
      .given('1', { type: 'org/organisation/created', data: profile })
      .given('2', { type: 'org/organisation/created', data: profile })
      .given('2', { type: 'org/organisation/updated', data: other })
      .then(organisationsTable, { id: '1', version: 1, ...profile }, { id: '2', version: 2, ...other });
  });
});
