import { conditionOf } from '../../support/local/eventually';
import { mustBe, type Api } from '../../flow/api';
import type { Client } from '../client';
import type { Workload } from './workload';

/** Nobody may ask for more than 30 codes in ten minutes from one address: that is nothing of chaos. */
const MOST_CODES = 12;
/** Milliseconds that a code may take while much goes wrong; who does not get it gives up. */
const PATIENCE = 20_000;

interface Phone {
  readonly number: string;
  id?: string;
  verified: number;
  /** Verifications of which no answer came. */
  unknown: number;
}

/** One-time passwords: what is sent to people, and a process that counts each verification once. */
export class SignIns implements Workload {
  readonly name = 'sign-ins';
  readonly weight = 1;
  private readonly phones: Phone[] = [];

  async step(client: Client): Promise<void> {
    if (this.phones.length >= MOST_CODES) return;
    const phone: Phone = { number: `+4915112345${100 + this.phones.length}`, verified: 0, unknown: 0 };
    this.phones.push(phone);
    const body = { primary: phone.number, role: 'worker', country: 'DE' };
    const issued = await client.send({ method: 'POST', path: '/otp', body, isRepeatable: false });
    if (issued.kind !== 'accepted') return;
    const [id, key] = [String(issued.body.id), String(issued.body.key)];
    phone.id = id;
    const code = await codeFor(client.url, phone.number);
    if (code === undefined) return;
    const path = `/otp/${id}/verification`;
    const verified = await client.send({ method: 'POST', path, body: { key, code }, isRepeatable: false });
    if (verified.kind === 'accepted') phone.verified += 1;
    if (verified.kind === 'unknown') phone.unknown += 1;
  }

  async check(api: Api): Promise<readonly string[]> {
    const violations: string[] = [];
    for (const { id, verified, unknown } of this.phones) {
      if (id === undefined) continue;
      const { status } = await api.get(`/otp/users/${id}/events?limit=1`);
      const signIns = status === 404 ? 0 : (await api.all(`/otp/users/${id}/events`)).length;
      if (signIns < verified || signIns > verified + unknown)
        violations.push(
          `/otp/users/${id} has signed in ${signIns} times, and verified ${verified} to ${verified + unknown}`,
        );
      if (signIns === 0) continue;
      const { body } = mustBe(200, await api.fresh(`/otp/users/${id}?minVersion=${signIns}`));
      if (body.signIns !== signIns)
        violations.push(`/otp/users/${id}: the row has ${String(body.signIns)} sign-ins, the log ${signIns}`);
    }
    return violations;
  }
}

async function codeFor(url: string, number: string): Promise<string | undefined> {
  let code: string | undefined;
  const look = async (): Promise<boolean> => {
    const answer = await fetch(`${url}/_local/mailbox?to=${encodeURIComponent(number)}`);
    const [message] = (await answer.json()) as { readonly text: string }[];
    code = /\d{6}/u.exec(message?.text ?? '')?.[0];
    return code !== undefined;
  };
  // A code that does not come in time is no violation: the consumer that sends it may be waiting for its next try.
  await conditionOf('a code', look, PATIENCE).catch(() => undefined);
  return code;
}
