import { randomUUID } from 'node:crypto';
import { decodeJwt, decodeProtectedHeader } from 'jose';
import { many } from '../../../test/support/many';
import { MemoryOtp, office, otherThan, type Answered } from '../../../test/support/memory-otp';

const refused = (status: number, code: string): object => ({ status, body: { code } });
const MINUTE = 60_000;

describe('showing the code of a one-time password', () => {
  let otp: MemoryOtp;

  beforeEach(async () => {
    otp = await MemoryOtp.start();
  });

  it('gives a token for thirty days, and is recorded as a sign-in', async () => {
    const issued = await otp.issue();
    otp.now += MINUTE;
    const { status, body } = await otp.verify(issued, issued.code);
    expect({ status, fields: Object.keys(body) }).toEqual({ status: 200, fields: ['token', 'expiresAt'] });
    expect(body.expiresAt).toBe('2026-12-21T10:01:00.000Z');
    const token = String(body.token);
    expect(decodeProtectedHeader(token)).toMatchObject({ alg: 'ES256' });
    expect(decodeJwt(token)).toMatchObject({
      sub: issued.id,
      alias: '+491701234567',
      role: 'worker',
      country: 'DE',
    });

    await otp.follow(issued.id);
    const path = `/otp/users/${issued.id}`;
    const user = { role: 'worker', country: 'DE', signIns: 1, lastSignInAt: '2026-11-21T10:01:00.000Z' };
    for (const roles of [['admin'], ['auditor']]) {
      await expect(otp.get(path, 'somebody', ...roles)).resolves.toMatchObject({ status: 200, body: user });
      await expect(otp.get(`${path}/events`, 'somebody', ...roles)).resolves.toMatchObject({
        body: { items: [{ type: 'otp/user/signed-in', data: { role: 'worker', country: 'DE' } }] },
      });
    }
    await expect(otp.get(path, issued.id, 'worker')).resolves.toMatchObject({ status: 200 });
    await expect(otp.get(`${path}/events`, issued.id, 'worker')).resolves.toMatchObject({ status: 403 });
    await expect(otp.get(path, randomUUID(), 'worker')).resolves.toMatchObject({ status: 403 });
  });

  it('works once, also when fifty try at once', async () => {
    const issued = await otp.issue();
    const answers = await many(50, 50, () => otp.verify(issued, issued.code));
    const won = answers.filter(({ status }) => status === 200);
    const codes = new Set(answers.flatMap(({ body: { code } }) => (code === undefined ? [] : [code])));
    expect(won).toHaveLength(1);
    expect(codes).toEqual(new Set(['otp/password/used']));
    await otp.follow(issued.id);
    await expect(otp.commits('otp/user', issued.id)).resolves.toHaveLength(1);
  });

  it('is locked after five wrong codes, also when fifty try at once', async () => {
    const issued = await otp.issue();
    const answers = await many(50, 50, () => otp.verify(issued, otherThan(issued.code)));
    const codes = answers.map(({ body }) => body.code);
    expect(codes.filter((code) => code === 'otp/password/code-wrong')).toHaveLength(5);
    expect(codes.filter((code) => code === 'otp/password/locked')).toHaveLength(45);
    await expect(otp.verify(issued, issued.code)).resolves.toMatchObject(refused(422, 'otp/password/locked'));
  });

  it('is refused once ten minutes are over', async () => {
    const issued = await otp.issue();
    otp.now += 10 * MINUTE;
    await expect(otp.verify(issued, issued.code)).resolves.toMatchObject(
      refused(422, 'otp/password/expired'),
    );
    expect(await otp.typesOf(issued.id)).not.toContain('otp/password/attempt-failed');
  });

  it('is refused alike for an unknown id, an unknown key, a key that was superseded, and a wrong code', async () => {
    const old = await otp.issue();
    const issued = await otp.issue();
    const answers = [
      await otp.verify({ id: randomUUID(), key: issued.key }, issued.code),
      await otp.verify({ id: issued.id, key: randomUUID() }, issued.code),
      await otp.verify(old, old.code),
      await otp.verify(issued, otherThan(issued.code)),
    ].map(({ status, headers: { 'x-correlation-id': id, ...headers }, body: { traceId, ...body } }) => {
      expect(traceId).toBe(id);
      return { status, headers, body };
    });
    expect(answers[0]).toMatchObject(refused(422, 'otp/password/code-wrong'));
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    // Whoever has no key can lock nothing.
    expect(
      (await otp.typesOf(issued.id)).filter((type) => type === 'otp/password/attempt-failed'),
    ).toHaveLength(1);
  });

  it('costs the same when it fails for whatever reason: one read, one write for the attempt', async () => {
    const issued = await otp.issue();
    const { events } = otp.log.ports;
    const load = jest.spyOn(events, 'load');
    const append = jest.spyOn(events, 'append');
    const costs = async (attempt: () => Promise<Answered>): Promise<number[]> => {
      for (const spy of [load, append]) spy.mockClear();
      const before = otp.limits.asked.length;
      await attempt();
      // One count is that of the route.
      return [load.mock.calls.length, append.mock.calls.length + otp.limits.asked.length - before - 1];
    };
    expect(await costs(() => otp.verify(issued, otherThan(issued.code)))).toEqual([1, 1]);
    expect(await costs(() => otp.verify({ ...issued, key: randomUUID() }, issued.code))).toEqual([1, 1]);
    expect(await costs(() => otp.verify({ ...issued, id: randomUUID() }, issued.code))).toEqual([1, 1]);
  });

  it('takes no Idempotency-Key, under which a token could be asked for again', async () => {
    const issued = await otp.issue();
    const answer = await otp.verify(issued, issued.code, { 'idempotency-key': randomUUID() });
    expect(answer).toMatchObject({ status: 400, body: { errors: [{ field: 'idempotency-key' }] } });
    await expect(otp.typesOf(issued.id)).resolves.not.toContain('otp/password/verified');
  });

  it('does not use the code up when no token could be made', async () => {
    const issued = await otp.issue();
    const keys = await otp.secrets.get('SigningKeys');
    jest.spyOn(otp.secrets, 'get').mockRejectedValueOnce(new Error('Secrets Manager is away.'));
    await expect(otp.verify(issued, issued.code)).resolves.toMatchObject({ status: 500 });
    expect(keys).toContain('privateJwk');
    await expect(otp.verify(issued, issued.code)).resolves.toMatchObject({ status: 200 });
  });

  it('logs nothing of phone numbers, addresses, keys, codes and tokens', async () => {
    const issued = await otp.issue();
    await otp.verify(issued, otherThan(issued.code));
    const { body } = await otp.verify(issued, issued.code);
    otp.messages.failure = new Error('refused');
    await otp.issue(office);
    const lines = JSON.stringify(otp.logger.entries);
    expect(otp.logger.entries.length).toBeGreaterThan(5);
    for (const secret of ['1701234567', 'office@', issued.key, issued.code, String(body.token)]) {
      expect(lines).not.toContain(secret);
    }
  });
});
