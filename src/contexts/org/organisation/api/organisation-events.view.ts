import { IsString } from 'class-validator';
import { Describe, EventsOf } from '../../../../http';
import { organisationEvents } from '../domain/organisation.events';

class OrganisationProfile {
  @Describe('In one line.', 'Harbour Works')
  @IsString()
  readonly name!: string;

  @Describe('In one line.', 'Bergen, Norway')
  @IsString()
  readonly location!: string;

  @Describe('In lines; may be empty.', 'We keep the docks running.')
  @IsString()
  readonly description!: string;
}

export const organisationEventPage = EventsOf(organisationEvents, {
  'org/organisation/created': OrganisationProfile,
  'org/organisation/updated': OrganisationProfile,
});
