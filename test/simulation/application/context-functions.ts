import { functionOf } from '../../../src/composition/naming';
import type { ContextModule } from '../../../src/eventsourcing/aggregate-module';
import { ProcessConsumer } from '../../../src/eventsourcing/consuming/process-consumer';
import type { CommandSender } from '../../../src/eventsourcing/consuming/process-sender';
import { TallyConsumer } from '../../../src/eventsourcing/consuming/tally-consumer';
import { ProjectionConsumer } from '../../../src/eventsourcing/consuming/projection-consumer';
import type { CommandContext } from '../../../src/eventsourcing/writing/command-context';
import { sendScheduled, type ScheduledAnswer } from '../../../src/eventsourcing/writing/scheduled-commands';
import type { AggregateVersion, Command } from '../../../src/kernel/command';
import { SimulatedFunction, type Start } from '../lambda/simulated-function';
import { processStoreOf, projectionStoreOf, tallyStoreOf } from '../services/simulated-stores';
import { commandSide } from './command-side';
import {
  consumerFunction,
  type ConsumersAnswer,
  type ConsumersEvent,
  type ScheduledEvent,
} from './consumer-function';
import { processesOf, readSideOf, type ReadSide } from './contexts';
import { sabotagedStore } from './sabotaged-store';
import type { Services } from './services';
import { silentLogger as logger } from './silent-logger';

export interface CommandEvent {
  readonly command: Command;
  readonly context: CommandContext;
}

/** Seconds, as in template.yaml. */
const TIMEOUT = { commands: 29, consumers: 9 };

/** The functions of a context. */
export class ContextFunctions {
  readonly commands: SimulatedFunction<CommandEvent, AggregateVersion>;
  readonly projector: SimulatedFunction<ConsumersEvent, ConsumersAnswer>;
  readonly processes: SimulatedFunction<ConsumersEvent | ScheduledEvent, ConsumersAnswer | ScheduledAnswer>;

  constructor(
    readonly context: ContextModule,
    private readonly services: Services,
  ) {
    const { world } = services;
    this.commands = new SimulatedFunction(world, this.startCommands, { timeout: TIMEOUT.commands });
    const startProjector = this.startProjector(readSideOf(context));
    this.projector = new SimulatedFunction(world, startProjector, { timeout: TIMEOUT.consumers });
    this.processes = new SimulatedFunction(world, this.startProcesses, { timeout: TIMEOUT.consumers });
  }

  /** New code of all functions, with this to fold. @param overlap milliseconds for which both run side by side */
  deploy(readSide: ReadSide, overlap: number): void {
    this.commands.deploy(this.startCommands, overlap);
    this.processes.deploy(this.startProcesses, overlap);
    this.projector.deploy(this.startProjector(readSide), overlap);
  }

  private readonly startCommands: Start<CommandEvent, AggregateVersion> = (environment) => {
    const bus = commandSide(this.context, this.services.log.portsOf(environment), logger);
    return ({ command, context }) => bus.execute(command, context);
  };

  private readonly startProcesses: Start<ConsumersEvent | ScheduledEvent, ConsumersAnswer | ScheduledAnswer> =
    (environment) => {
      const { context, services } = this;
      const { world, sabotage } = services;
      const ports = services.log.portsOf(environment);
      const store = sabotagedStore(processStoreOf(world, environment, services.processes), sabotage);
      const bus = commandSide(context, ports, logger);
      const sender = sabotage === 'command-ids' ? withoutIds(bus) : bus;
      const schedules = services.scheduler.of(environment, (scheduled) =>
        this.processes.invoke({ scheduled }),
      );
      const handle = consumerFunction({
        id: functionOf(context.name, 'processes'),
        context,
        consumers: processesOf(context).map(
          (process) => new ProcessConsumer(process, store, sender, schedules),
        ),
        ports,
        doorbells: services.doorbellsOf(environment),
        sabotage,
      });
      return (event, until) =>
        'scheduled' in event ? sendScheduled(event.scheduled, bus, logger) : handle(event, until);
    };

  private startProjector({ projections, tallies }: ReadSide): Start<ConsumersEvent, ConsumersAnswer> {
    const { context, services } = this;
    return (environment) => {
      const store = projectionStoreOf(services.world, environment, services.rows);
      const sums = tallyStoreOf(services.world, environment, services.sums);
      return consumerFunction({
        id: functionOf(context.name, 'projector'),
        context,
        consumers: [
          ...projections.map((projection) => new ProjectionConsumer(projection, store)),
          ...tallies.map((tally) => new TallyConsumer(tally, sums)),
        ],
        ports: services.log.portsOf(environment),
        doorbells: services.doorbellsOf(environment),
        sabotage: services.sabotage,
      });
    };
  }
}

function withoutIds(bus: CommandSender): CommandSender {
  return {
    execute: (command, { correlationId, causationId, actor }) =>
      bus.execute(command, { correlationId, causationId, actor }),
  };
}
