import { createContainer, projectionsOf, resolverOf } from '../../src/composition/container';
import { Environment } from '../../src/composition/environment';
import type { ContextModule } from '../../src/eventsourcing/aggregate-module';
import type { Commit } from '../../src/eventsourcing/log/commit';
import { DeclaredReadTables } from '../../src/eventsourcing/reading/declared-read-tables';
import { EVENT_LOG, READ_TABLES, WRITING_PORTS } from '../../src/eventsourcing/tokens';
import { Router } from '../../src/http';
import { apiEvent, json } from './http/api-event';
import { MemoryDoorbells, NO_HURRY, projectorOf } from './memory/memory-consumers';
import { MemoryEventStore } from './memory/memory-event-store';
import { MemoryProjectionStore } from './memory/memory-projection-store';
import { MemoryReadTables } from './memory/memory-read-tables';
import { RecordingLogger } from './memory/recording-logger';
import { all } from './commit-of';
import { setEnvironment } from './process-environment';

/** What a route has answered. */
export interface Answered {
  readonly status: number;
  readonly body: unknown;
}

/**
 * A context in memory, wired by its manifest as its functions are: requests take its routes, and its own projections
 * have taken every commit before.
 *
 * @example
 * const iam = new MemoryContext(iamModule);
 * await iam.send('POST', '/roles', { id, name: 'administrator' });
 * await iam.send('GET', `/roles/${id}`);
 */
export class MemoryContext {
  readonly log = new MemoryEventStore();
  private readonly tables = new MemoryReadTables();
  private readonly logger = new RecordingLogger();
  private readonly projector: ReturnType<typeof projectorOf>;
  private readonly router: Router;

  constructor(private readonly context: ContextModule) {
    const { log, logger } = this;
    const resolve = this.resolver();
    const store = new MemoryProjectionStore(this.tables.tables);
    const doorbells = new MemoryDoorbells();
    this.projector = projectorOf(projectionsOf(context, resolve), store, { log, logger, doorbells });
    const controllers = context.aggregates.flatMap((module) => module.controllers);
    this.router = new Router({ controllers, resolve, logger });
  }

  /** @param path with its query, if it has one @param roles of whoever asks */
  async send(method: string, path: string, body?: object, roles = ['admin']): Promise<Answered> {
    const [rawPath = '', query = ''] = path.split('?');
    const event = apiEvent(method, rawPath, { ...(body && json(body)), query, subject: 'somebody', roles });
    await this.projector.take(await this.commits(), NO_HURRY);
    const { statusCode = 0, body: text = '' } = await this.router.handle(event);
    return { status: statusCode, body: text === '' ? undefined : (JSON.parse(text) as unknown) };
  }

  /** Of all aggregates, stream by stream. */
  private async commits(): Promise<Commit[]> {
    const found: Commit[] = [];
    for (const { aggregate } of this.context.aggregates) {
      const { streams } = await this.log.ports.directory.streams(aggregate.type, 1_000);
      for (const stream of streams) found.push(...(await all(this.log.read(stream))));
    }
    return found;
  }

  private resolver(): ReturnType<typeof resolverOf> {
    const restore = setEnvironment({});
    try {
      const container = createContainer(this.context, new Environment({}));
      const reads = this.context.aggregates.flatMap((module) => module.reads);
      container.rebind(WRITING_PORTS).toConstantValue(this.log.ports);
      container.rebind(EVENT_LOG).toConstantValue(this.log);
      container.rebind(READ_TABLES).toConstantValue(new DeclaredReadTables(this.tables, reads));
      return resolverOf(container);
    } finally {
      restore();
    }
  }
}
