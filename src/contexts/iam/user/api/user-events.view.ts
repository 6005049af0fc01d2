import { IsString } from 'class-validator';
import { Describe, EventsOf, NoData, Uuid } from '../../../../http';
import { userEvents } from '../domain/user.events';

class UserRegistered {
  @Describe('In lower case.', 'ann@example.com')
  @IsString()
  readonly email!: string;
}

class NamesUpdated {
  @Describe('1 to 100 characters of any script.', 'Ann')
  @IsString()
  readonly firstName!: string;

  @Describe('1 to 100 characters of any script.', 'Lee')
  @IsString()
  readonly lastName!: string;
}

class RoleAdded {
  @Uuid()
  readonly roleId!: string;

  @Describe('The name that the role had when it was added.', 'administrator')
  @IsString()
  readonly roleName!: string;

  @Describe('Empty until the names are given.', 'Ann')
  @IsString()
  readonly firstName!: string;

  @Describe('Empty until the names are given.', 'Lee')
  @IsString()
  readonly lastName!: string;
}

class RoleRemoved {
  @Uuid()
  readonly roleId!: string;
}

export const userEventPage = EventsOf(userEvents, {
  'iam/user/registered': UserRegistered,
  'iam/user/names-updated': NamesUpdated,
  'iam/user/disabled': NoData,
  'iam/user/role-added': RoleAdded,
  'iam/user/role-removed': RoleRemoved,
});
