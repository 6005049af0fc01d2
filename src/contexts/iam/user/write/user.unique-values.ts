import type { UniqueValueRule } from '../../../../eventsourcing/writing/unique-value';
import { addressKey } from '../../../../kernel/values';
import type { UserState } from '../domain/user.state';

/** An e-mail address belongs to one user in the whole context, however it is spelt, also once the user is disabled. */
export const userUniqueValues: UniqueValueRule<UserState> = ({ registered, email }) =>
  registered ? [{ scope: 'iam', name: 'email', value: addressKey(email) }] : [];
