import { setTimeout as delay } from 'node:timers/promises';
import type { Random } from '../simulation/time/random';

/** What a client knows of a command. `unknown` when it has given up to ask. */
export type Outcome =
  | { readonly kind: 'accepted'; readonly body: Readonly<Record<string, unknown>> }
  | { readonly kind: 'refused'; readonly status: number; readonly code: string }
  | { readonly kind: 'unknown' };

export interface Sent {
  /** Commands, each of which may have taken several requests. */
  commands: number;
  acknowledged: number;
  refused: number;
  unknown: number;
  /** Requests beyond the first of each command. */
  retries: number;
}

export interface Request {
  readonly method: 'POST' | 'PUT' | 'DELETE';
  readonly path: string;
  readonly body?: object;
  /** In place of the client's own. */
  readonly token?: string;
  /** Whether it can be sent again without an effect of its own; a client sends once what cannot. */
  readonly isRepeatable?: boolean;
}

const ATTEMPTS = 12;
/** Milliseconds for one request: more than the longest function that answers one needs for three time-outs of a call. */
const PATIENCE = 15_000;
const PAUSE = { shortest: 50, longest: 1_000 };

export interface ClientOptions {
  /** Repeats come under keys of their own, as those of a client who knows no better: the checks have to find it. */
  readonly forgetsKeys?: boolean;
}

/** Asks as a careful client does: again after what passes by itself, under the same Idempotency-Key. */
export class Client {
  readonly sent: Sent = { commands: 0, acknowledged: 0, refused: 0, unknown: 0, retries: 0 };

  constructor(
    readonly url: string,
    private readonly token: string,
    private readonly random: Random,
    private readonly options: ClientOptions = {},
  ) {}

  async send(request: Request): Promise<Outcome> {
    this.sent.commands += 1;
    const key = this.random.uuid();
    const attempts = request.isRepeatable === false ? 1 : ATTEMPTS;
    for (let attempt = 1; attempt <= attempts; attempt += 1) {
      const again = attempt > 1 && this.options.forgetsKeys === true;
      const outcome = await this.attempt(request, again ? this.random.uuid() : key);
      if (outcome.kind !== 'unknown') {
        this.sent[outcome.kind === 'accepted' ? 'acknowledged' : 'refused'] += 1;
        return outcome;
      }
      if (attempt === attempts) break;
      this.sent.retries += 1;
      await delay(Math.min(PAUSE.longest, PAUSE.shortest * 2 ** attempt) * (0.5 + this.random.next()));
    }
    this.sent.unknown += 1;
    return { kind: 'unknown' };
  }

  private async attempt({ method, path, body, token }: Request, key: string): Promise<Outcome> {
    const headers = {
      authorization: `Bearer ${token ?? this.token}`,
      'idempotency-key': key,
      ...(body && { 'content-type': 'application/json' }),
    };
    try {
      const response = await fetch(`${this.url}${path}`, {
        method,
        headers,
        body: body ? JSON.stringify(body) : null,
        signal: AbortSignal.timeout(PATIENCE),
      });
      return outcomeOf(response.status, JSON.parse(await response.text()) as Record<string, unknown>);
    } catch {
      // No answer, or half of one.
      return { kind: 'unknown' };
    }
  }
}

/** What an answer tells: nothing, when it says that one may ask again. */
function outcomeOf(status: number, body: Readonly<Record<string, unknown>>): Outcome {
  if (status < 300) return { kind: 'accepted', body };
  const code = typeof body.code === 'string' ? body.code : '';
  const isPassing = status >= 500 || status === 429 || code === 'idempotency-key-in-progress';
  return isPassing ? { kind: 'unknown' } : { kind: 'refused', status, code };
}

/** Sums of several clients. */
export function sumOf(clients: readonly Client[]): Sent {
  const sum: Sent = { commands: 0, acknowledged: 0, refused: 0, unknown: 0, retries: 0 };
  for (const { sent } of clients) {
    for (const name of Object.keys(sum) as (keyof Sent)[]) sum[name] += sent[name];
  }
  return sum;
}
