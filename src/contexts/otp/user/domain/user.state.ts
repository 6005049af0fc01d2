import type { Fold } from '../../../../kernel/fold';
import type { UserEvent } from './user.events';

export interface UserState {
  /** Of the last sign-in; 0 before the first. */
  readonly verification: number;
}

export const userFold: Fold<UserState, UserEvent> = {
  initial: { verification: 0 },
  apply: { 'otp/user/signed-in': (_, { verification }) => ({ verification }) },
};
