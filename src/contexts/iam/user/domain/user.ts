import { AggregateRoot } from '../../../../kernel/aggregate-root';
import { check } from '../../../../kernel/rules';
import { EmailAddress, values, PlainName } from '../../../../kernel/values';
import { userEvents, type UserEvent } from './user.events';
import {
  RoleCanBeAdded,
  RoleIsHeld,
  UserCanBeDisabled,
  UserExists,
  UserIsEnabled,
  UserIsNew,
  type JoinedRole,
} from './user.rules';
import { userFold, type UserState } from './user.state';

/** Someone who can sign in, and the roles that they hold. */
export class User extends AggregateRoot<UserState, UserEvent> {
  static readonly type = userEvents.type;

  constructor(id: string) {
    super(id, userFold);
  }

  register(address: string): void {
    check(new UserIsNew(this.state));
    const { email } = values('iam/user/email-invalid', { email: [EmailAddress, address] });
    this.apply('iam/user/registered', { email: email.text });
  }

  updateNames(firstName: string, lastName: string): void {
    this.checkEnabled();
    const names = values('iam/user/name-invalid', {
      firstName: [PlainName, firstName],
      lastName: [PlainName, lastName],
    });
    this.apply('iam/user/names-updated', { firstName: names.firstName.text, lastName: names.lastName.text });
  }

  disable(): void {
    check(new UserExists(this.state));
    check(new UserCanBeDisabled(this.state));
    this.apply('iam/user/disabled', {});
  }

  addRole(role: JoinedRole): void {
    this.checkEnabled();
    check(new RoleCanBeAdded(this.state, role));
    const { firstName, lastName } = this.state;
    this.apply('iam/user/role-added', { roleId: role.id, roleName: role.name, firstName, lastName });
  }

  /** Also from a disabled user: taking rights away is always possible. */
  removeRole(roleId: string): void {
    check(new UserExists(this.state));
    check(new RoleIsHeld(this.state, roleId));
    this.apply('iam/user/role-removed', { roleId });
  }

  private checkEnabled(): void {
    check(new UserExists(this.state));
    check(new UserIsEnabled(this.state));
  }
}
