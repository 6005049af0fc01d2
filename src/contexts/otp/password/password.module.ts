import { aggregateModule } from '../../../eventsourcing/aggregate-module';
import { PasswordController } from './api/password.controller';
import { Password } from './domain/password';
import { passwordEvents } from './domain/password.events';
import { IssuePasswordHandler } from './write/issue-password';
import { SendCodeHandler } from './write/send-code';
import { SignInTokens } from './write/sign-in-tokens';
import { VerifyPasswordHandler } from './write/verify-password';

export const passwordModule = aggregateModule({
  aggregate: Password,
  events: passwordEvents,
  controllers: [PasswordController],
  handlers: [IssuePasswordHandler, VerifyPasswordHandler, SendCodeHandler],
  providers: [SignInTokens],
  // Or the time of an answer would tell whose password was asked for a moment ago.
  isRemembered: false,
});
