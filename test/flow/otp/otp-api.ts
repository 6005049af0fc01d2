import { conditionOf } from '../../support/local/eventually';
import { mustBe, type Api, type ApiAnswer } from '../api';

export interface SentCode {
  readonly id: string;
  readonly key: string;
  readonly code: string;
}

/** Milliseconds that a code may take to arrive. */
const PATIENCE = 20_000;

/** One-time passwords as somebody uses them who has a phone, or reads their mail. */
export class OtpApi {
  constructor(
    private readonly api: Api,
    private readonly role: 'worker' | 'org' = 'worker',
  ) {}

  async ask(primary: string): Promise<ApiAnswer> {
    return this.api.post('/otp', { primary, role: this.role, country: 'DE' });
  }

  /** Asks for a code, and waits for it to come. */
  async issue(primary: string): Promise<SentCode> {
    const before = (await this.codes(primary)).length;
    const { body } = mustBe(202, await this.ask(primary));
    await conditionOf('a code', async () => (await this.codes(primary)).length > before, PATIENCE);
    const [code = ''] = await this.codes(primary);
    return { id: String(body.id), key: String(body.key), code };
  }

  async verify(
    { id, key }: Pick<SentCode, 'id' | 'key'>,
    code: string,
    headers: Record<string, string> = {},
  ): Promise<ApiAnswer> {
    return this.api.post(`/otp/${id}/verification`, { key, code }, headers);
  }

  /** What has come to somebody, newest first. */
  async codes(primary: string): Promise<string[]> {
    const query = new URLSearchParams({ to: primary });
    const answer = await fetch(`${this.api.url}/_local/mailbox?${String(query)}`);
    const messages = (await answer.json()) as { readonly text: string }[];
    return messages.map(({ text }) => /\d{6}/u.exec(text)?.[0] ?? '');
  }
}

/** A wrong code. */
export function otherThan(code: string): string {
  return String((Number(code) + 1) % 1_000_000).padStart(6, '0');
}
