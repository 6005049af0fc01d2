import { userFold } from '../domain/user.state';
import { userClaims } from './user.claims';

describe('the claims of a user', () => {
  const ann = { ...userFold.initial, registered: true, email: 'ann@example.com' };
  const email = { scope: 'iam', name: 'email', value: 'ann@example.com' };

  it('are none before registration', () => {
    expect(userClaims(userFold.initial)).toEqual([]);
  });

  it('are the e-mail address in the whole context, also of a disabled user', () => {
    expect(userClaims(ann)).toEqual([email]);
    expect(userClaims({ ...ann, disabled: true })).toEqual([email]);
  });
});
