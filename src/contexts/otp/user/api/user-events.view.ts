import { IsString } from 'class-validator';
import { Describe, EventsOf } from '../../../../http';
import { userEvents } from '../domain/user.events';

class SignedIn {
  @Describe('`worker` or `org`.', 'worker')
  @IsString()
  readonly role!: string;

  @Describe('ISO 3166-1, two letters.', 'DE')
  @IsString()
  readonly country!: string;

  @Describe('ISO 8601, UTC.', '2026-11-21T09:30:00.000Z')
  @IsString()
  readonly at!: string;
}

export const userEventPage = EventsOf(userEvents, { 'otp/user/signed-in': SignedIn });
