import { AggregateRoot } from '../../../../kernel/aggregate-root';
import { check } from '../../../../kernel/rules';
import { values } from '../../../../kernel/values';
import { Description } from './description';
import { Location } from './location';
import { OrganisationName } from './organisation-name';
import { organisationEvents, type OrganisationEvent, type Profile } from './organisation.events';
import { OrganisationExists, OrganisationIsNew } from './organisation.rules';
import { organisationFold, type OrganisationState } from './organisation.state';

/** Someone who offers work, and what they say of themselves. */
export class Organisation extends AggregateRoot<OrganisationState, OrganisationEvent> {
  static readonly type = organisationEvents.type;

  constructor(id: string) {
    super(id, organisationFold);
  }

  create(profile: Profile): void {
    check(new OrganisationIsNew(this.state));
    this.apply('org/organisation/created', tidied(profile));
  }

  update(profile: Profile): void {
    check(new OrganisationExists(this.state));
    this.apply('org/organisation/updated', tidied(profile));
  }
}

/** @throws DomainError that names all invalid fields */
function tidied({ name, location, description }: Profile): Profile {
  const valid = values('org/organisation/profile-invalid', {
    name: [OrganisationName, name],
    location: [Location, location],
    description: [Description, description],
  });
  return { name: valid.name.text, location: valid.location.text, description: valid.description.text };
}
