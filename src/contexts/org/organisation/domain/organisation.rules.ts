import { Equals } from 'class-validator';
import { refusal } from '../../../../kernel/rules';
import type { OrganisationState } from './organisation.state';

export class OrganisationIsNew {
  @Equals(false, refusal('conflict', 'org/organisation/already-created', 'This organisation has a profile.'))
  readonly created: boolean;

  constructor({ created }: OrganisationState) {
    this.created = created;
  }
}

export class OrganisationExists {
  @Equals(true, refusal('not-found', 'org/organisation/not-found', 'This organisation has no profile yet.'))
  readonly created: boolean;

  constructor({ created }: OrganisationState) {
    this.created = created;
  }
}
