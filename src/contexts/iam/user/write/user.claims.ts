import type { ClaimRule } from '../../../../eventsourcing/claim';
import type { UserState } from '../domain/user.state';

/** An e-mail address belongs to one user in the whole context, also once the user is disabled. */
export const userClaims: ClaimRule<UserState> = ({ registered, email }) =>
  registered ? [{ scope: 'iam', name: 'email', value: email }] : [];
