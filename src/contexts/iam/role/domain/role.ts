import { AggregateRoot } from '../../../../kernel/aggregate-root';
import { check } from '../../../../kernel/rules';
import { tidy } from '../../../../kernel/text';
import { roleEvents, type RoleEvent } from './role.events';
import { RoleCanBeDisabled, RoleIsNew, RoleNameIsValid } from './role.rules';
import { roleFold, type RoleState } from './role.state';

/** A named set of rights that users hold. */
export class Role extends AggregateRoot<RoleState, RoleEvent> {
  static readonly type = roleEvents.type;

  constructor(id: string) {
    super(id, roleFold);
  }

  create(rawName: string): void {
    const name = tidy(rawName);
    check(new RoleIsNew(this.state));
    check(new RoleNameIsValid(name));
    this.apply('iam/role/created', { name });
  }

  disable(): void {
    check(new RoleCanBeDisabled(this.state));
    this.apply('iam/role/disabled', {});
  }
}
