import { queueOf } from '../../../src/composition/naming';
import { CatchUp } from '../../../src/eventsourcing/consuming/catch-up/catch-up';
import type { CaughtUp } from '../../../src/eventsourcing/consuming/catch-up/consumer-functions';
import type { Doorbell } from '../../../src/eventsourcing/consuming/catch-up/doorbell';
import type { BatchResponse } from '../../../src/eventsourcing/consuming/delivery/batch';
import type { QueuedDoorbell } from '../../../src/eventsourcing/consuming/catch-up/catch-up-queue';
import type { Subscription } from '../../../src/eventsourcing/consuming/delivery/event-broker';
import type { ScheduledAnswer } from '../../../src/eventsourcing/writing/scheduled-commands';
import { QueueMapping } from '../lambda/queue-mapping';
import { ShardMapping } from '../lambda/shard-mapping';
import { SimulatedFunction } from '../lambda/simulated-function';
import { queueChannel } from '../services/queue-channel';
import type { Queue, ReceivedMessage } from '../services/message';
import type { Shard, ShardRecord } from '../services/shard';
import type { ExecutionEnvironment } from '../lambda/execution-environment';
import type { ConsumersAnswer, ConsumersEvent } from './consumer-function';
import { ContextFunctions } from './context-functions';
import { CONTEXTS, foldersIn, handledIn, readSideOf } from './contexts';
import { adaptor, broker } from './delivery-functions';
import type { Services } from './services';
import { silentLogger } from './silent-logger';

/** Milliseconds, as of the mappings in template.yaml. */
const MAX_AGE = 72_000_000;
/** Pollers of one queue. */
const POLLERS = 2;

/** A function that has consumers. */
interface Consuming {
  invoke(event: ConsumersEvent): Promise<ConsumersAnswer | ScheduledAnswer>;
}

/** The whole pipeline, wired as template.yaml does. */
export class Application {
  readonly contexts = new Map<string, ContextFunctions>();
  readonly mappings: ShardMapping[] = [];
  private readonly catchUp: SimulatedFunction<readonly QueuedDoorbell[], ReadonlySet<string>>;

  constructor(private readonly services: Services) {
    const { world } = services;
    for (const context of CONTEXTS) this.contexts.set(context.name, new ContextFunctions(context, services));
    this.catchUp = new SimulatedFunction(world, this.startCatchUp, { timeout: 75 });
  }

  run(): void {
    const { services } = this;
    const { world, stream, sabotage } = services;
    const timeout = 60;
    const adaptors = new SimulatedFunction(
      world,
      (environment: ExecutionEnvironment) => adaptor(stream.channelOf(environment), sabotage),
      { timeout },
    );
    const brokers = new SimulatedFunction(
      world,
      (environment: ExecutionEnvironment) => broker(this.subscriptionsOf(environment), sabotage),
      { timeout },
    );
    this.follow(services.changes.shard, adaptors, 250);
    for (const lane of stream.lanes) this.follow(lane, brokers, 1_000);
    for (const { context, projector, processes } of this.contexts.values()) {
      for (const type of typesFollowed(context)) this.read(services.queue(queueOf(type)), projector);
      this.read(services.queue(processesQueueOf(context.name)), processes);
    }
    const { doorbells } = services;
    const answer = async (messages: readonly ReceivedMessage[]): Promise<BatchResponse> => {
      const received = messages.map(({ receipt, ...message }) => ({ ...message, receipt: String(receipt) }));
      return responseOf(await this.catchUp.invoke(received));
    };
    new QueueMapping(world, doorbells, answer, POLLERS).run();
  }

  private follow(
    shard: Shard,
    to: SimulatedFunction<readonly ShardRecord[], BatchResponse>,
    poll: number,
  ): void {
    const { world } = this.services;
    const batchSize = world.random.between(1, 12);
    const options = { batchSize, poll, maxAge: MAX_AGE };
    const mapping = new ShardMapping(world, shard, (records) => to.invoke(records), options);
    this.mappings.push(mapping);
    void mapping.run();
  }

  private read(queue: Queue, to: Consuming): void {
    const invoke = (messages: readonly ReceivedMessage[]): Promise<BatchResponse> => deliver(messages, to);
    new QueueMapping(this.services.world, queue, invoke, POLLERS).run();
  }

  private subscriptionsOf(environment: ExecutionEnvironment): (type: string) => readonly Subscription[] {
    const { services } = this;
    const processes = new Map(
      CONTEXTS.map(({ name }) => [
        name,
        queueChannel(services.world, environment, services.queue(processesQueueOf(name)), services.sabotage),
      ]),
    );
    return (type) => {
      const own = queueChannel(services.world, environment, services.queue(queueOf(type)), services.sabotage);
      const followers = CONTEXTS.flatMap((context): Subscription[] => {
        const handles = handledIn(context, type);
        const channel = processes.get(context.name);
        return handles.size > 0 && channel ? [{ channel, handles }] : [];
      });
      return [{ channel: own }, ...followers];
    };
  }

  private readonly startCatchUp = (environment: ExecutionEnvironment) => {
    const functions = { catchUp: (doorbell: Doorbell) => this.answer(environment, doorbell) };
    const catchUp = new CatchUp(this.services.doorbellsOf(environment), functions, silentLogger);
    return (messages: readonly QueuedDoorbell[]) => catchUp.answer(messages);
  };

  /** Lambda's Invoke. */
  private async answer(caller: ExecutionEnvironment, doorbell: Doorbell): Promise<CaughtUp> {
    const { function: id, consumer, stream } = doorbell;
    const [context = '', role] = id.split(/(?=[A-Z])/u);
    const functions = this.contexts.get(context.toLowerCase());
    const called: Consuming | undefined = role === 'Projector' ? functions?.projector : functions?.processes;
    if (!called) throw new Error(`There is no function ${id}.`);
    const answer = await this.services.world.call(caller, 'lambda', () =>
      called.invoke({ doorbell: { consumer, stream } }),
    );
    if ('isFinished' in answer) return answer;
    throw new TypeError(`${id} does not answer doorbells.`);
  }
}

async function deliver(messages: readonly ReceivedMessage[], to: Consuming): Promise<BatchResponse> {
  const answer = await to.invoke({ messages });
  if ('batchItemFailures' in answer) return answer;
  throw new TypeError('A batch was answered like a doorbell.');
}

function responseOf(staying: ReadonlySet<string>): BatchResponse {
  return { batchItemFailures: [...staying].map((itemIdentifier) => ({ itemIdentifier })) };
}

function processesQueueOf(context: string): string {
  return `${context} processes`;
}

function typesFollowed(context: ContextFunctions['context']): ReadonlySet<string> {
  return new Set(foldersIn(readSideOf(context)).map(({ source }) => source.type));
}
