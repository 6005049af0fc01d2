import type { Process, ProcessHandlers, ProcessReactions } from '../../../eventsourcing/consuming/process';
import { passwordEvents, type PasswordEvent } from '../password/domain/password.events';
import { SendCode } from '../password/write/send-code';

/**
 * When a password is issued, its code is sent. While the provider fails it is tried again, until another code is asked for.
 * One that expires unsent is parked like any other failure: somebody should know of it.
 */
export class SendCodeWhenIssued implements Process<PasswordEvent> {
  readonly name = 'otp/send-code-when-issued';
  readonly follows = [passwordEvents];
  readonly sends = [SendCode];
  /** Another code was asked for, and that is what is waited for. */
  readonly expects = ['otp/password/superseded'];

  readonly on: ProcessHandlers<PasswordEvent> = {};

  readonly react: ProcessReactions<PasswordEvent> = {
    'otp/password/issued': ({ id, data: { key } }) => [SendCode.of({ id, key })],
  };
}
