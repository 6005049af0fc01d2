import { MemoryOtp, worker } from '../../../test/support/memory-otp';
import { DomainError } from '../../kernel/domain-error';

const MINUTE = 60_000;

describe('sending the code of a one-time password', () => {
  let otp: MemoryOtp;

  beforeEach(async () => {
    otp = await MemoryOtp.start();
  });

  const unavailable = new DomainError(
    'unavailable',
    'messages-unavailable',
    'SNS does not answer; try again.',
  );

  it('is done once, however often the event comes', async () => {
    const { id } = await otp.issue();
    await otp.follow(id);
    await otp.follow(id);
    expect(otp.messages.sent).toHaveLength(1);
    await expect(otp.typesOf(id)).resolves.toEqual(['otp/password/issued', 'otp/password/sent']);
  });

  it('is tried again while the provider fails, and done when it works again', async () => {
    otp.messages.failure = unavailable;
    const { id, key } = await otp.issue();
    expect(otp.doorbells.rung).toMatchObject([{ consumer: 'otp/send-code-when-issued' }]);
    otp.messages.failure = undefined;
    await expect(otp.retrySending(id)).resolves.toMatchObject({ isFinished: true });
    expect(otp.messages.sent).toHaveLength(1);
    await expect(otp.verify({ id, key }, otp.sentCode())).resolves.toMatchObject({ status: 200 });
  });

  it('fails for good when the code has expired, so that it is parked and somebody hears of it', async () => {
    otp.messages.failure = new Error('SNS has refused a message: OptedOut.');
    const { id } = await otp.issue();
    otp.messages.failure = undefined;
    otp.now += 10 * MINUTE;
    await expect(otp.retrySending(id)).rejects.toThrow('otp/password/expired');
    expect(otp.messages.sent).toEqual([]);
  });

  it('is passed over for a code whose place another has taken: that one is sent', async () => {
    otp.messages.failure = unavailable;
    const first = await otp.issue();
    otp.messages.failure = undefined;
    const { id, key, code } = await otp.issue();
    expect(otp.messages.sent).toHaveLength(1);
    expect(first.id).toBe(id);
    await expect(otp.verify({ id, key }, code)).resolves.toMatchObject({ status: 200 });
  });

  it('is done again by whoever was stopped before it was recorded, and the code is the same', async () => {
    const { body } = await otp.post('/otp', worker);
    const id = String(body.id);
    jest.spyOn(otp.log.ports.events, 'append').mockRejectedValueOnce(new Error('The function was stopped.'));
    await otp.follow(id);
    await expect(otp.typesOf(id)).resolves.toEqual(['otp/password/issued']);
    await otp.retrySending(id);
    const [first, second, ...more] = otp.messages.sent;
    expect(second).toEqual(first);
    expect(more).toEqual([]);
    await expect(otp.typesOf(id)).resolves.toEqual(['otp/password/issued', 'otp/password/sent']);
  });
});
