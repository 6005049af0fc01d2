import { AggregateRoot } from '../../../../kernel/aggregate-root';
import { check } from '../../../../kernel/rules';
import { comparable, tidy } from '../../../../kernel/text';
import { userEvents, type UserEvent } from './user.events';
import {
  EmailIsValid,
  NamesAreValid,
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
    const email = comparable(address);
    check(new UserIsNew(this.state));
    check(new EmailIsValid(email));
    this.apply('iam/user/registered', { email });
  }

  updateNames(firstName: string, lastName: string): void {
    const names = { firstName: tidy(firstName), lastName: tidy(lastName) };
    this.checkEnabled();
    check(new NamesAreValid(names));
    this.apply('iam/user/names-updated', names);
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
