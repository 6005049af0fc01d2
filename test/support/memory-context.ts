import { randomUUID } from 'node:crypto';
import { createContainer, projectionsOf, resolverOf, talliesOf } from '../../src/composition/container';
import { Environment } from '../../src/composition/environment';
import { tablesReadIn } from '../../src/composition/plan/switches-table';
import type { ContextModule } from '../../src/eventsourcing/aggregate-module';
import { ProjectionConsumer } from '../../src/eventsourcing/consuming/projection-consumer';
import { TallyConsumer } from '../../src/eventsourcing/consuming/tally-consumer';
import { DeclaredReadTables } from '../../src/eventsourcing/reading/declared-read-tables';
import { LOGGER, READ_TABLES, WRITING_PORTS } from '../../src/eventsourcing/tokens';
import { CommandBus } from '../../src/eventsourcing/writing/command-bus';
import { Router } from '../../src/http';
import { anonymous, type Principal } from '../../src/identity/principal';
import { all } from './commit-of';
import { apiEvent, json } from './http/api-event';
import { consumersOf, MemoryDoorbells, NO_HURRY } from './memory/memory-consumers';
import { MemoryEventStore } from './memory/memory-event-store';
import { MemoryProjectionStore } from './memory/memory-projection-store';
import { MemoryReadTables } from './memory/memory-read-tables';
import { MemoryTallyStore } from './memory/memory-tally-store';
import { RecordingLogger } from './memory/recording-logger';
import { setEnvironment } from './process-environment';

export { bearer } from './http/api-event';

export interface MemoryAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body: unknown;
}

/** A context as its manifest puts it together, in memory: each request finds what was committed before. */
export class MemoryContext {
  readonly log = new MemoryEventStore();
  readonly tables = new MemoryReadTables();
  readonly logger = new RecordingLogger();
  readonly bus: CommandBus;
  private readonly router: Router;
  private readonly resolve: ReturnType<typeof resolverOf>;

  constructor(private readonly context: ContextModule) {
    const restore = setEnvironment({ AWS_ENDPOINT_URL_DYNAMODB: 'http://127.0.0.1:1' });
    try {
      const container = createContainer(context, new Environment({}));
      container.rebind(WRITING_PORTS).toConstantValue(this.log.ports);
      container
        .rebind(READ_TABLES)
        .toConstantValue(new DeclaredReadTables(this.tables, tablesReadIn(context)));
      container.rebind(LOGGER).toConstantValue(this.logger);
      this.resolve = resolverOf(container);
      this.bus = container.get(CommandBus);
    } finally {
      restore();
    }
    const controllers = context.aggregates.flatMap((module) => module.controllers);
    this.router = new Router({ controllers, resolve: this.resolve, logger: this.logger });
  }

  /** @param send `POST /products/1/buy` @param caller who asks; nobody in particular when absent */
  async send(
    send: string,
    {
      caller = anonymous,
      body,
      headers = {},
    }: {
      readonly caller?: Principal;
      readonly body?: object;
      readonly headers?: Readonly<Record<string, string>>;
    } = {},
  ): Promise<MemoryAnswer> {
    const [method = '', target = ''] = send.split(' ');
    const [path = '', query = ''] = target.split('?');
    const content = body ? json(body, headers) : { headers };
    await this.project();
    const answer = await this.router.handle(
      apiEvent(method, path, { query, ...content, principal: caller, requestId: randomUUID() }),
    );
    const text = answer.body ?? '';
    return {
      status: answer.statusCode ?? 0,
      headers: answer.headers ?? {},
      body: text === '' ? undefined : (JSON.parse(text) as unknown),
    };
  }

  /** Brings the read tables up to date with all that its projections and tallies follow. */
  async project(): Promise<void> {
    const { tables } = this.tables;
    const rows = new MemoryProjectionStore(tables);
    const sums = new MemoryTallyStore(tables);
    const doorbells = new MemoryDoorbells();
    const { log, logger } = this;
    const consumers = [
      ...projectionsOf(this.context, this.resolve).map((each) => new ProjectionConsumer(each, rows)),
      ...talliesOf(this.context, this.resolve).map((each) => new TallyConsumer(each, sums)),
    ];
    for (const consumer of consumers) {
      const { streams } = await log.ports.directory.streams(consumer.follows[0].type, 1_000);
      const commits = await Promise.all(streams.map((stream) => all(log.read(stream))));
      await consumersOf([consumer], { log, logger, doorbells }).take(commits.flat(), NO_HURRY);
    }
    const [failed] = doorbells.rung;
    if (failed) throw new Error(`${failed.stream}: ${failed.reason}`);
  }
}
