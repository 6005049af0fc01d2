import { Equals } from 'class-validator';
import { IsPlainName } from '../../../../kernel/is-plain-name';
import { invalid, refusal } from '../../../../kernel/rules';
import type { RoleState } from './role.state';

export class RoleIsNew {
  @Equals(false, refusal('conflict', 'iam/role/already-created', 'A role with this id exists.'))
  readonly created: boolean;

  constructor(role: RoleState) {
    this.created = role.created;
  }
}

export class RoleNameIsValid {
  @IsPlainName(invalid('iam/role/name-invalid', 'must have 1 to 100 characters, without control characters'))
  readonly name: string;

  constructor(name: string) {
    this.name = name;
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
