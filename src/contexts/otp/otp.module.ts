import { contextModule } from '../../eventsourcing/aggregate-module';
import { passwordModule } from './password/password.module';
import { RecordSignInWhenVerified } from './processes/record-sign-in-when-verified.process';
import { SendCodeWhenIssued } from './processes/send-code-when-issued.process';
import { userModule } from './user/user.module';

/** One-time passwords: signing in by a code that is sent to a phone or by e-mail. */
export const otpModule = contextModule({
  name: 'otp',
  aggregates: [passwordModule, userModule],
  processes: [SendCodeWhenIssued, RecordSignInWhenVerified],
});
