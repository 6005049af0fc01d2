import { projecting } from '../../../../../test/support/projecting';
import type { UserEvent } from '../domain/user.events';
import { UserProjection } from './user.projection';
import { usersTable } from './user.tables';

const signedIn = (country: string, at: string): UserEvent => ({
  type: 'otp/user/signed-in',
  data: { role: 'worker', country, at, verification: 3 },
});

describe('UserProjection', () => {
  it('counts sign-ins and shows the last', () => {
    projecting(new UserProjection())
      .given('ann', signedIn('DE', '2026-11-21T09:30:00.000Z'), signedIn('FR', '2026-11-22T09:30:00.000Z'))
      .then(usersTable, {
        id: 'ann',
        version: 2,
        role: 'worker',
        country: 'FR',
        signIns: 2,
        lastSignInAt: '2026-11-22T09:30:00.000Z',
      });
  });
});
