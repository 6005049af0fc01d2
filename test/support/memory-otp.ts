import { randomUUID } from 'node:crypto';
import type { ServiceIdentifier } from 'inversify';
import { createContainer, processesIn, projectionsOf, resolverOf } from '../../src/composition/container';
import { Environment } from '../../src/composition/environment';
import { otpModule } from '../../src/contexts/otp/otp.module';
import { ProcessConsumer } from '../../src/eventsourcing/consuming/process-consumer';
import { streamOf, type Commit } from '../../src/eventsourcing/log/commit';
import { EVENT_LOG, READ_TABLES, WRITING_PORTS } from '../../src/eventsourcing/tokens';
import { CommandBus } from '../../src/eventsourcing/writing/command-bus';
import { Router } from '../../src/http';
import { TOKEN_SETTINGS } from '../../src/identity/token-settings';
import { CLOCK } from '../../src/outside/clock';
import { MESSAGES } from '../../src/outside/messages';
import { RATE_LIMITS } from '../../src/outside/rate-limits';
import { SECRETS } from '../../src/outside/secrets';
import { all } from './commit-of';
import { apiEvent, json, type EventParts } from './http/api-event';
import { MemorySecrets } from './identity/memory-secrets';
import { SETTINGS, TokenForge } from './identity/token-forge';
import { consumersOf, MemoryDoorbells, NO_HURRY, projectorOf } from './memory/memory-consumers';
import { MemoryEventStore } from './memory/memory-event-store';
import { MemoryMessages } from './memory/memory-messages';
import { MemoryProcessStore } from './memory/memory-process-store';
import { MemoryProjectionStore } from './memory/memory-projection-store';
import { MemoryRateLimits } from './memory/memory-rate-limits';
import { MemoryReadTables } from './memory/memory-read-tables';
import { RecordingLogger } from './memory/recording-logger';
import { setEnvironment } from './process-environment';
import { untypedProcess } from './processing';

const START = Date.UTC(2026, 10, 21, 10);

export interface Answered {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body: Readonly<Record<string, unknown>>;
}

export interface IssuedCode {
  readonly id: string;
  readonly key: string;
  readonly code: string;
}

export const worker = { primary: '0170 1234567', role: 'worker', country: 'DE' };
export const office = { primary: 'Office@Example.com', role: 'org', country: 'FR' };

/** A wrong code. */
export function otherThan(code: string): string {
  return String((Number(code) + 1) % 1_000_000).padStart(6, '0');
}

/** The context of one-time passwords in memory, wired by its manifest as its functions are; the test sets the time. */
export class MemoryOtp {
  now = START;
  readonly log = new MemoryEventStore();
  readonly logger = new RecordingLogger();
  readonly messages = new MemoryMessages();
  readonly secrets = new MemorySecrets();
  readonly limits = new MemoryRateLimits(() => this.now);
  readonly doorbells = new MemoryDoorbells();
  private readonly tables = new MemoryReadTables();
  private readonly router: Router;
  private readonly consumers: ReturnType<typeof consumersOf>;
  private readonly projector: ReturnType<typeof projectorOf>;

  private constructor(keys: TokenForge) {
    this.secrets.putKeys(keys.keys);
    this.secrets.put('OtpCodeSecret', 'a secret of the test');
    const { log, logger, doorbells } = this;
    const container = this.containerOf();
    const resolve = resolverOf(container);
    const controllers = otpModule.aggregates.flatMap((module) => module.controllers);
    this.router = new Router({ controllers, resolve, logger, limits: () => this.limits });
    const store = new MemoryProcessStore();
    const bus = container.get(CommandBus);
    const processes = processesIn(otpModule, resolve);
    this.consumers = consumersOf(
      processes.map((process) => new ProcessConsumer(untypedProcess(process), store, bus)),
      { log, logger, doorbells },
    );
    this.projector = projectorOf(
      projectionsOf(otpModule, resolve),
      new MemoryProjectionStore(this.tables.tables),
      { log, logger, doorbells },
    );
  }

  static async start(): Promise<MemoryOtp> {
    return new MemoryOtp(await TokenForge.at(START / 1000));
  }

  async post(path: string, body: object, headers: Record<string, string> = {}): Promise<Answered> {
    return this.answer('POST', path, json(body, headers));
  }

  /** Asks for a code, which is sent. */
  async issue(body: object = worker): Promise<IssuedCode> {
    const { status, body: answer } = await this.post('/otp', body);
    if (status !== 202) throw new Error(`It was refused: ${JSON.stringify(answer)}`);
    const [id, key] = [String(answer.id), String(answer.key)];
    await this.follow(id);
    return { id, key, code: this.sentCode() };
  }

  /** The code that was sent last. */
  sentCode(): string {
    return /\d{6}/.exec(this.messages.sent.at(-1)?.text ?? '')?.[0] ?? '';
  }

  async verify(
    { id, key }: Pick<IssuedCode, 'id' | 'key'>,
    code: string,
    headers: Record<string, string> = {},
  ): Promise<Answered> {
    return this.post(`/otp/${id}/verification`, { key, code }, headers);
  }

  /** What has happened to the passwords of a primary. */
  async typesOf(id: string): Promise<string[]> {
    return (await this.commits('otp/password', id)).flatMap(({ events }) => events.map(({ type }) => type));
  }

  /** @param roles of whoever asks */
  async get(path: string, subject: string, ...roles: string[]): Promise<Answered> {
    const [rawPath = '', query = ''] = path.split('?');
    return this.answer('GET', rawPath, { query, subject, roles });
  }

  /** Has everybody who follows the events of one primary take them; what fails is in `doorbells`. */
  async follow(id: string): Promise<void> {
    await this.consumers.take(await this.commits('otp/password', id), NO_HURRY);
    const signIns = await this.commits('otp/user', id);
    if (signIns.length > 0) await this.projector.take(signIns, NO_HURRY);
  }

  /** What the catch-up does when a doorbell was rung for the process that sends codes. */
  async retrySending(id: string): ReturnType<MemoryOtp['consumers']['catchUp']> {
    const doorbell = { consumer: 'otp/send-code-when-issued', stream: streamOf('otp/password', id) };
    return this.consumers.catchUp(doorbell, NO_HURRY);
  }

  async commits(type: 'otp/password' | 'otp/user', id: string): Promise<Commit[]> {
    return all(this.log.read(streamOf(type, id)));
  }

  private async answer(method: string, path: string, parts: EventParts): Promise<Answered> {
    const answer = await this.router.handle(apiEvent(method, path, { ...parts, requestId: randomUUID() }));
    const { statusCode: status = 0, headers = {}, body = '' } = answer;
    return { status, headers, body: JSON.parse(body) as Answered['body'] };
  }

  private containerOf(): ReturnType<typeof createContainer> {
    const restore = setEnvironment({});
    try {
      const container = createContainer(otpModule, new Environment({}));
      container.bind(SECRETS).toConstantValue(this.secrets);
      container.bind(TOKEN_SETTINGS).toConstantValue(SETTINGS);
      container.bind(MESSAGES).toConstantValue(this.messages);
      container.bind(RATE_LIMITS).toConstantValue(this.limits);
      const ports: readonly (readonly [ServiceIdentifier, unknown])[] = [
        [CommandBus, new CommandBus(otpModule.aggregates, resolverOf(container), this.logger)],
        [CLOCK, () => this.now],
        [WRITING_PORTS, this.log.ports],
        [EVENT_LOG, this.log],
        [READ_TABLES, this.tables],
      ];
      for (const [token, value] of ports) {
        container.unbind(token);
        container.bind(token).toConstantValue(value);
      }
      return container;
    } finally {
      restore();
    }
  }
}
