import { createContainer, resolverOf } from '../../../src/composition/container';
import { Environment } from '../../../src/composition/environment';
import type { ContextModule } from '../../../src/eventsourcing/aggregate-module';
import { READ_TABLES, WRITING_PORTS } from '../../../src/eventsourcing/tokens';
import { Router, routesOf, type ControllerClass } from '../../../src/http';
import { RouteTable } from '../../../src/http/route';
import { TOKEN_SETTINGS } from '../../../src/identity/token-settings';
import { MESSAGES } from '../../../src/outside/messages';
import { RATE_LIMITS, type RateLimits } from '../../../src/outside/rate-limits';
import { SECRETS, type Secrets } from '../../../src/outside/secrets';
import { apiEvent, json } from '../../../test/support/http/api-event';
import { MemoryEventStore } from '../../../test/support/memory/memory-event-store';
import { MemoryReadTables } from '../../../test/support/memory/memory-read-tables';
import { MemoryMessages } from '../../../test/support/memory/memory-messages';
import { RecordingLogger } from '../../../test/support/memory/recording-logger';
import { setEnvironment } from '../../../test/support/process-environment';
import { bearerOf } from '../../access/bearer-of';
import { bodyText, valueOf, variablesOf, type Request } from './request';

/** What came back in a trial. */
export interface Outcome {
  readonly status: number;
  /** Of a refusal, and the fields that it names. */
  readonly code?: string;
  readonly fields: readonly string[];
  /** What was thrown, when the answer is 500: the client is not told. */
  readonly failure?: string;
  /** Of the aggregate, after a command. */
  readonly version?: number;
}

export const succeeded = ({ status }: Outcome): boolean => status < 300;

/**
 * The commands of all contexts on one log in memory, so that the generator can see what each request is answered. Its
 * read tables stay empty.
 */
export class TrialApplication {
  private readonly routers: readonly Router[];
  private readonly routes: RouteTable;
  private readonly logger = new RecordingLogger();
  private made = 0;

  constructor(contexts: readonly ContextModule[]) {
    this.routes = new RouteTable(contexts.flatMap(controllersIn).flatMap(routesOf));
    const log = new MemoryEventStore();
    const restore = setEnvironment({
      AWS_ENDPOINT_URL_DYNAMODB: 'http://127.0.0.1:1',
      AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
    });
    try {
      this.routers = contexts.map((context) => routerOf(context, log, this.logger));
    } finally {
      restore();
    }
  }

  /** A client with variables of its own, as one run of a folder has them. */
  client(): TrialClient {
    return new TrialClient(this);
  }

  /** A value that nobody has had. */
  newValue(variable: string): string {
    this.made += 1;
    return valueOf(variable, this.made);
  }

  /** @param subject of the token that it carries, if it matters */
  async send(
    { context, method, target }: Request,
    {
      path,
      body,
      subject = '',
    }: { readonly path: string; readonly body?: string; readonly subject?: string },
  ): Promise<Outcome> {
    const query = target.split('?')[1] ?? '';
    const parts = body === undefined ? { query } : { query, ...json(null), body };
    const bearer = bearerOf(this.routes, method, path, subject);
    const answer = await this.routers[context]?.handle(apiEvent(method, path, { ...parts, ...bearer }));
    const {
      code,
      version,
      errors = [],
    } = JSON.parse(answer?.body ?? '{}') as {
      readonly code?: string;
      readonly version?: number;
      readonly errors?: readonly { readonly field: string }[];
    };
    return {
      status: answer?.statusCode ?? 500,
      ...(code === 'internal-error' && { failure: this.lastFailure() }),
      fields: errors.map(({ field }) => field),
      ...(code !== undefined && { code }),
      ...(version !== undefined && { version }),
    };
  }

  private lastFailure(): string {
    const { fields } = this.logger.entries.findLast(({ level }) => level === 'error') ?? {};
    const { message } = (fields?.error ?? {}) as { readonly message?: string };
    return message ?? 'nothing was logged';
  }
}

export class TrialClient {
  private readonly values = new Map<string, string>();

  constructor(private readonly application: TrialApplication) {}

  send(request: Request): Promise<Outcome> {
    const fill = (text: string): string =>
      text.replaceAll(/\{\{(\w+)\}\}/gu, (_, name: string) => this.values.get(name) ?? '');
    for (const name of variablesOf(request)) {
      if (!this.values.has(name)) this.values.set(name, this.application.newValue(name));
    }
    const { body, subject, target } = request;
    return this.application.send(request, {
      path: fill(target.split('?')[0] ?? ''),
      ...(body && { body: fill(bodyText(body)) }),
      ...(subject !== undefined && { subject: fill(subject) }),
    });
  }
}

function routerOf(context: ContextModule, log: MemoryEventStore, logger: RecordingLogger): Router {
  const container = createContainer(context, new Environment({}));
  container.rebind(WRITING_PORTS).toConstantValue(log.ports);
  container.rebind(READ_TABLES).toConstantValue(new MemoryReadTables());
  container.bind(SECRETS).toConstantValue(secrets);
  container.bind(TOKEN_SETTINGS).toConstantValue({ issuer: 'urn:foldline:trial', audience: 'foldline' });
  container.bind(MESSAGES).toConstantValue(new MemoryMessages());
  container.bind(RATE_LIMITS).toConstantValue(UNLIMITED);
  return new Router({
    controllers: controllersIn(context),
    resolve: resolverOf(container),
    logger,
    limits: () => UNLIMITED,
  });
}

/** How often requests are tried here says nothing of how often a client may send them. */
const UNLIMITED: RateLimits = { count: () => Promise.resolve(0) };
/** As long as what is derived from them is shown to nobody, they can be anything. */
const secrets: Pick<Secrets, 'get'> = { get: (logicalId) => Promise.resolve(logicalId) };

function controllersIn({ aggregates }: ContextModule): ControllerClass[] {
  return aggregates.flatMap((module) => [...module.controllers]);
}
