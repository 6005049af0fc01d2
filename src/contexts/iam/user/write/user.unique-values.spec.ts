import { userFold } from '../domain/user.state';
import { userUniqueValues } from './user.unique-values';

describe('the uniqueValues of a user', () => {
  const ann = { ...userFold.initial, registered: true, email: 'ann@example.com' };
  const email = { scope: 'iam', name: 'email', value: 'ann@example.com' };

  it('are none before registration', () => {
    expect(userUniqueValues(userFold.initial)).toEqual([]);
  });

  it('are the e-mail address in the whole context, also of a disabled user', () => {
    expect(userUniqueValues(ann)).toEqual([email]);
    expect(userUniqueValues({ ...ann, disabled: true })).toEqual([email]);
  });
});
