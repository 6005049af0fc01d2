import { randomUUID } from 'node:crypto';
import { tokenOf } from '../../scripts/token/token-of';

export interface ApiAnswer {
  readonly status: number;
  readonly headers: Headers;
  /** Parsed JSON; `any` shape is what a client sees. */
  readonly body: Readonly<Record<string, unknown>>;
}

/** Milliseconds that the pipeline is given to catch up. */
const PATIENCE = 20_000;

/** The HTTP API as a client uses it who may do everything that an administrator may. */
export class Api {
  private token: Promise<string> | undefined;

  /**
   * @param url without a slash at the end
   * @param given the token to send; one of an administrator when absent
   */
  constructor(
    readonly url: string,
    private readonly given?: string,
  ) {}

  async get(path: string, headers: Record<string, string> = {}): Promise<ApiAnswer> {
    return this.call('GET', path, undefined, headers);
  }

  /** The answer of a read that waits for a version: asked again while the read side lags behind. */
  async fresh(path: string): Promise<ApiAnswer> {
    for (const deadline = Date.now() + PATIENCE; ;) {
      const answer = await this.get(path);
      if (answer.status !== 504 || Date.now() > deadline) return answer;
    }
  }

  async post(path: string, body: object, headers: Record<string, string> = {}): Promise<ApiAnswer> {
    return this.call('POST', path, body, headers);
  }

  async put(path: string, body?: object, headers: Record<string, string> = {}): Promise<ApiAnswer> {
    return this.call('PUT', path, body, headers);
  }

  async delete(path: string): Promise<ApiAnswer> {
    return this.call('DELETE', path);
  }

  /** Registers a user under a fresh id. */
  async user(email = `${randomUUID()}@example.com`): Promise<string> {
    const id = randomUUID();
    mustBe(202, await this.post('/users', { id, email }));
    return id;
  }

  async role(name = `role ${randomUUID()}`): Promise<string> {
    const id = randomUUID();
    mustBe(202, await this.post('/roles', { id, name }));
    return id;
  }

  /** All items of a list, page after page. */
  async all(path: string, limit = 100): Promise<Readonly<Record<string, unknown>>[]> {
    const items: Readonly<Record<string, unknown>>[] = [];
    for (let cursor = ''; ;) {
      const { body } = mustBe(
        200,
        await this.get(`${path}${path.includes('?') ? '&' : '?'}limit=${limit}${cursor}`),
      );
      items.push(...(body.items as typeof items));
      if (typeof body.cursor !== 'string') return items;
      cursor = `&cursor=${body.cursor}`;
    }
  }

  private async call(
    method: string,
    path: string,
    body?: object,
    headers: Record<string, string> = {},
  ): Promise<ApiAnswer> {
    const token = this.given ?? (await (this.token ??= tokenOf(this.url, { role: 'admin' })));
    const json = body ? { 'content-type': 'application/json' } : {};
    const response = await fetch(`${this.url}${path}`, {
      method,
      headers: { authorization: `Bearer ${token}`, ...json, ...headers },
      body: body ? JSON.stringify(body) : null,
    });
    const text = await response.text();
    return {
      status: response.status,
      headers: response.headers,
      body: (text ? JSON.parse(text) : {}) as ApiAnswer['body'],
    };
  }
}

export function mustBe(status: number, answer: ApiAnswer): ApiAnswer {
  if (answer.status === status) return answer;
  throw new Error(`Expected ${status}, got ${answer.status}: ${JSON.stringify(answer.body)}`);
}
