import type { DomainEvent } from '../../../../kernel/domain-event';
import { eventSource } from '../../../../kernel/event-source';

export type OrganisationEvent =
  DomainEvent<'org/organisation/created', Profile> | DomainEvent<'org/organisation/updated', Profile>;

/** What an organisation says of itself. */
export interface Profile {
  name: string;
  location: string;
  /** In lines; may be empty. */
  description: string;
}

const profile = ({ name, location, description }: Profile): Profile => ({ name, location, description });

export const organisationEvents = eventSource<OrganisationEvent>({
  type: 'org/organisation',
  views: { 'org/organisation/created': profile, 'org/organisation/updated': profile },
});
