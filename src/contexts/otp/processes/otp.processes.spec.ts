import { processing } from '../../../../test/support/processing';
import type { PasswordEvent } from '../password/domain/password.events';
import { SendCode } from '../password/write/send-code';
import { RecordSignIn } from '../user/write/record-sign-in';
import { RecordSignInWhenVerified } from './record-sign-in-when-verified.process';
import { SendCodeWhenIssued } from './send-code-when-issued.process';

const AT = Date.UTC(2026, 10, 21, 9, 30);
const issued: PasswordEvent = {
  type: 'otp/password/issued',
  data: {
    key: 'a',
    primary: '+491701234567',
    role: 'worker',
    country: 'DE',
    issuedAt: AT,
    expiresAt: AT + 1,
  },
};
const sent: PasswordEvent = { type: 'otp/password/sent', data: { key: 'a' } };
const failed: PasswordEvent = { type: 'otp/password/attempt-failed', data: { key: 'a', at: AT } };
const verified: PasswordEvent = {
  type: 'otp/password/verified',
  data: { key: 'a', role: 'worker', country: 'DE', at: AT },
};

describe('sending the code when a password is issued', () => {
  it('asks for it by id and key, and for nothing else', async () => {
    const process = processing(new SendCodeWhenIssued());
    await process.when('ann', issued).then(SendCode.of({ id: 'ann', key: 'a' }));
    await process.given('ann', issued).when('ann', sent, failed, verified).then();
  });
});

describe('recording the sign-in when a password is verified', () => {
  it('names the verification by its version', async () => {
    const process = processing(new RecordSignInWhenVerified());
    await process
      .given('ann', issued, sent)
      .when('ann', verified)
      .then(
        RecordSignIn.of({
          id: 'ann',
          role: 'worker',
          country: 'DE',
          at: '2026-11-21T09:30:00.000Z',
          verification: 3,
        }),
      );
    await process.when('ann', issued).then();
  });
});
