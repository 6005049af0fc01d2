import { Equals, IsIn } from 'class-validator';
import { refusal } from '../../../../kernel/rules';
import type { UserState } from './user.state';

export class UserIsNew {
  @Equals(false, refusal('conflict', 'iam/user/already-registered', 'A user with this id is registered.'))
  readonly registered: boolean;

  constructor(user: UserState) {
    this.registered = user.registered;
  }
}

export class UserExists {
  @Equals(true, refusal('not-found', 'iam/user/not-found', 'There is no user with this id.'))
  readonly registered: boolean;

  constructor(user: UserState) {
    this.registered = user.registered;
  }
}

export class UserIsEnabled {
  @Equals(false, refusal('rule', 'iam/user/disabled', 'The user is disabled.'))
  readonly disabled: boolean;

  constructor(user: UserState) {
    this.disabled = user.disabled;
  }
}

export class UserCanBeDisabled {
  @Equals(false, refusal('rule', 'iam/user/already-disabled', 'The user is disabled already.'))
  readonly disabled: boolean;

  constructor(user: UserState) {
    this.disabled = user.disabled;
  }
}

/** A role as the user sees it at the moment of joining. */
export interface JoinedRole {
  readonly id: string;
  readonly name: string;
  readonly status: 'missing' | 'enabled' | 'disabled';
}

export class RoleCanBeAdded {
  @IsIn(['enabled', 'disabled'], refusal('rule', 'iam/user/role-not-found', 'There is no role with this id.'))
  readonly existing: JoinedRole['status'];

  @IsIn(['enabled'], refusal('rule', 'iam/user/role-disabled', 'The role is disabled.'))
  readonly status: JoinedRole['status'];

  @Equals(false, refusal('rule', 'iam/user/role-already-held', 'The user holds this role already.'))
  readonly held: boolean;

  constructor(user: UserState, role: JoinedRole) {
    this.existing = role.status;
    this.status = role.status;
    this.held = user.roles.includes(role.id);
  }
}

export class RoleIsHeld {
  @Equals(true, refusal('rule', 'iam/user/role-not-held', 'The user does not hold this role.'))
  readonly held: boolean;

  constructor(user: UserState, roleId: string) {
    this.held = user.roles.includes(roleId);
  }
}
