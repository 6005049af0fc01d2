import { Equals } from 'class-validator';
import { refusal } from '../../../../kernel/rules';
import type { RoleState } from './role.state';

export class RoleIsNew {
  @Equals(false, refusal('conflict', 'iam/role/already-created', 'A role with this id exists.'))
  readonly created: boolean;

  constructor(role: RoleState) {
    this.created = role.created;
  }
}

export class RoleCanBeDisabled {
  @Equals(true, refusal('not-found', 'iam/role/not-found', 'There is no role with this id.'))
  readonly created: boolean;

  @Equals(false, refusal('rule', 'iam/role/already-disabled', 'The role is disabled already.'))
  readonly disabled: boolean;

  constructor(role: RoleState) {
    this.created = role.created;
    this.disabled = role.disabled;
  }
}
