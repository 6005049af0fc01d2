import type { Process, ProcessHandlers, ProcessReactions } from '../../../eventsourcing/consuming/process';
import { passwordEvents, type PasswordEvent } from '../password/domain/password.events';
import { RecordSignIn } from '../user/write/record-sign-in';

/** When a password is verified, its user has signed in. */
export class RecordSignInWhenVerified implements Process<PasswordEvent> {
  readonly name = 'otp/record-sign-in-when-verified';
  readonly follows = [passwordEvents];
  readonly sends = [RecordSignIn];

  readonly on: ProcessHandlers<PasswordEvent> = {};

  readonly react: ProcessReactions<PasswordEvent> = {
    'otp/password/verified': ({ id, version, data: { role, country, at } }) => [
      RecordSignIn.of({ id, role, country, at: new Date(at).toISOString(), verification: version }),
    ],
  };
}
