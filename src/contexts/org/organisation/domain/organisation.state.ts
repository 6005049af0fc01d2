import type { Fold } from '../../../../kernel/fold';
import type { OrganisationEvent } from './organisation.events';

/** No rule asks what the profile says, so it is left out: what is loaded, kept and snapshotted is a few bytes. */
export interface OrganisationState {
  readonly created: boolean;
}

export const organisationFold: Fold<OrganisationState, OrganisationEvent> = {
  initial: { created: false },
  apply: {
    'org/organisation/created': () => ({ created: true }),
    'org/organisation/updated': (organisation) => organisation,
  },
};
