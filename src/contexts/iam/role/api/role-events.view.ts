import { IsString } from 'class-validator';
import { Describe, EventsOf, NoData } from '../../../../http';
import { roleEvents } from '../domain/role.events';

class RoleCreated {
  @Describe('Unique among roles.', 'administrator')
  @IsString()
  readonly name!: string;
}

export const roleEventPage = EventsOf(roleEvents, {
  'iam/role/created': RoleCreated,
  'iam/role/disabled': NoData,
});
