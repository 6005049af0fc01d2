import { randomUUID } from 'node:crypto';
import { many } from '../../../test/support/many';
import { MemoryOtp, office, worker } from '../../../test/support/memory-otp';

const refused = (status: number, code: string): object => ({ status, body: { code } });

describe('asking for a one-time password', () => {
  let otp: MemoryOtp;

  beforeEach(async () => {
    otp = await MemoryOtp.start();
  });

  it('sends it to a phone, or by e-mail', async () => {
    const { code } = await otp.issue();
    expect(otp.messages.sent).toEqual([
      {
        channel: 'sms',
        to: '+491701234567',
        text: `Your code is ${code}. It is good for 10 minutes. Tell it to nobody.`,
      },
    ]);
    await otp.issue(office);
    expect(otp.messages.sent[1]).toMatchObject({ channel: 'email', to: 'office@example.com' });
  });

  it('answers with the same identity, however the primary is spelt, and with a key of its own', async () => {
    const [one, other] = [await otp.issue(), await otp.issue({ ...worker, primary: '+49 (170) 1234567' })];
    expect(other.id).toBe(one.id);
    expect(other.key).not.toBe(one.key);
    expect(other.code).not.toBe(one.code);
  });

  it('answers alike for a primary that is known and one that is not: no version, no tag', async () => {
    const unknown = await otp.post('/otp', worker);
    await otp.follow(String(unknown.body.id));
    const known = await otp.post('/otp', worker);
    for (const { status, headers, body } of [unknown, known]) {
      expect({ status, headers: Object.keys(headers), body: Object.keys(body) }).toEqual({
        status: 202,
        headers: ['x-content-type-options', 'content-type', 'cache-control', 'x-correlation-id'],
        body: ['id', 'key', 'expiresAt'],
      });
      expect(body.expiresAt).toBe('2026-11-21T10:10:00.000Z');
    }
    const versioned = await otp.post('/otp', worker, { 'if-match': '"1"' });
    expect(versioned).toMatchObject({ status: 400, body: { errors: [{ field: 'if-match' }] } });
  });

  it('costs the same for a primary that is known: one read and one write', async () => {
    const asked: string[] = [];
    const { events } = otp.log.ports;
    const load = jest.spyOn(events, 'load');
    const append = jest.spyOn(events, 'append');
    for (let index = 0; index < 3; index += 1) {
      await otp.post('/otp', worker);
      asked.push(`${load.mock.calls.length} ${append.mock.calls.length}`);
    }
    expect(asked).toEqual(['1 1', '2 2', '3 3']);
  });

  it.each([
    ['a role that nobody signs in with', { ...worker, role: 'admin' }, 400, 'malformed'],
    ['a country that is spelt wrongly', { ...worker, country: 'de' }, 400, 'malformed'],
    ['a country that there is not', { ...worker, country: 'XX' }, 422, 'otp/password/country-unknown'],
    ['a phone number that is none', { ...worker, primary: '12' }, 422, 'otp/password/primary-invalid'],
    ['an address that is none', { ...office, primary: 'office' }, 422, 'otp/password/primary-invalid'],
  ])('is refused for %s', async (_, body, status, code) => {
    await expect(otp.post('/otp', body)).resolves.toMatchObject(refused(status, code));
    expect(otp.messages.sent).toEqual([]);
  });

  it('is limited for each primary, exactly, however many ask at once', async () => {
    const answers = await many(25, 25, () => otp.post('/otp', worker));
    const statuses = answers.map(({ status }) => status).sort();
    expect(statuses).toEqual([...Array<number>(5).fill(202), ...Array<number>(20).fill(429)]);
    const late = answers.find(({ status }) => status === 429);
    expect(late).toMatchObject({
      headers: { 'retry-after': '900' },
      body: { code: 'otp/password/too-many-requests' },
    });
    await expect(otp.post('/otp', office)).resolves.toMatchObject({ status: 202 });
  });

  it('is limited for each address, whatever the primaries', async () => {
    const answers = await many(40, 40, (index) =>
      otp.post('/otp', { ...office, primary: `${index}@example.com` }),
    );
    expect(answers.filter(({ status }) => status === 202)).toHaveLength(30);
    expect(answers.find(({ status }) => status === 429)).toMatchObject({
      body: { code: 'too-many-requests' },
    });
  });

  it('takes no Idempotency-Key: nobody is known, so everybody would share one', async () => {
    const answer = await otp.post('/otp', worker, { 'idempotency-key': randomUUID() });
    expect(answer).toMatchObject({ status: 400, body: { errors: [{ field: 'idempotency-key' }] } });
  });
});
