import { AggregateRoot } from '../../../../kernel/aggregate-root';
import { check } from '../../../../kernel/rules';
import { PlainName, values } from '../../../../kernel/values';
import { roleEvents, type RoleEvent } from './role.events';
import { RoleCanBeDisabled, RoleIsNew } from './role.rules';
import { roleFold, type RoleState } from './role.state';

/** A named set of rights that users hold. */
export class Role extends AggregateRoot<RoleState, RoleEvent> {
  static readonly type = roleEvents.type;

  constructor(id: string) {
    super(id, roleFold);
  }

  create(rawName: string): void {
    check(new RoleIsNew(this.state));
    const { name } = values('iam/role/name-invalid', { name: [PlainName, rawName] });
    this.apply('iam/role/created', { name: name.text });
  }

  disable(): void {
    check(new RoleCanBeDisabled(this.state));
    this.apply('iam/role/disabled', {});
  }
}
