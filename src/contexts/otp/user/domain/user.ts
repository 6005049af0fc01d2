import { AggregateRoot } from '../../../../kernel/aggregate-root';
import { userEvents, type SignedIn, type UserEvent } from './user.events';
import { userFold, type UserState } from './user.state';

/** Whoever signs in with one-time passwords. */
export class User extends AggregateRoot<UserState, UserEvent> {
  static readonly type = userEvents.type;

  constructor(id: string) {
    super(id, userFold);
  }

  /** Does nothing for one that is recorded already: verifications come in their order. */
  signIn({ role, country, at, verification }: SignedIn): void {
    if (verification <= this.state.verification) return;
    this.apply('otp/user/signed-in', { role, country, at, verification });
  }
}
