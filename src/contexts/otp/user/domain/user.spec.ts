import { given } from '../../../../../test/support/given';
import { User } from './user';
import type { SignedIn, UserEvent } from './user.events';

const signIn = (verification: number): SignedIn => ({
  role: 'worker',
  country: 'DE',
  at: '2026-11-21T09:30:00.000Z',
  verification,
});
const signedIn = (verification: number): UserEvent => ({
  type: 'otp/user/signed-in',
  data: signIn(verification),
});
const record =
  (verification: number) =>
  (user: User): void => {
    user.signIn(signIn(verification));
  };

describe('User', () => {
  it('signs in, again and again', () => {
    given(User).when(record(3)).then(signedIn(3));
    given(User, signedIn(3)).when(record(6)).then(signedIn(6));
  });

  it('signs in once by one verification, however late it is heard of again', () => {
    given(User, signedIn(3)).when(record(3)).then();
    given(User, signedIn(3), signedIn(6)).when(record(3)).then();
  });
});
