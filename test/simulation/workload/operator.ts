import { messageOf } from '../../../src/eventsourcing/consuming/delivery/channel';
import type { Commit } from '../../../src/eventsourcing/log/commit';
import { all } from '../../support/commit-of';
import type { Application } from '../application/application';
import { CONTEXTS, foldersIn, raised, raisedTally, readSideOf, type ReadSide } from '../application/contexts';
import type { Services } from '../application/services';
import type { ServiceName, World } from '../world';
import type { Bell } from './bell';

const SERVICES: readonly ServiceName[] = [
  'log',
  'tables',
  'processes',
  'kinesis',
  'sqs',
  'doorbells',
  'lambda',
  'scheduler',
];

/** Milliseconds: up to more than a message is tried for before it is a dead letter. */
const OUTAGE = { least: 500, most: 600_000 };
/** Up to more than a doorbell is tried for before it is parked, and a stream keeps its records. */
const LONG_OUTAGE = { least: 72_000_000, most: 108_000_000 };

/** Replays, deploys and rings, and has services fail for a while; what a day in operation brings. */
export class Operator {
  /** What the code that is deployed folds, by context. */
  readonly readSides = new Map(CONTEXTS.map((context) => [context.name, readSideOf(context)]));
  private replays = 0;

  constructor(
    private readonly world: World,
    private readonly services: Services,
    private readonly application: Application,
    private readonly bell: Bell,
  ) {}

  /** @param isOver asked before each step */
  async run(isOver: () => boolean): Promise<void> {
    const { world } = this;
    const outage = ({ least, most }: typeof OUTAGE): void => {
      world.outage(world.random.pick(SERVICES), world.random.between(least, most));
    };
    await world.pass({ least: 0, most: 10_000 });
    if (world.faults.strikes('long outage', 2)) outage(LONG_OUTAGE);
    while (!isOver()) {
      await world.pass({ least: 500, most: 10_000 });
      if (world.faults.strikes('replay', 8)) await this.replay();
      if (world.faults.strikes('deploy', 6)) await this.deploy();
      while (world.faults.strikes('outage', 6)) outage(OUTAGE);
    }
  }

  /** Sends some of the log again: under an id of its own, or as it was sent, which a queue may swallow. */
  private async replay(): Promise<void> {
    const { random } = this.world;
    const replayId = `replay-${(this.replays += 1)}`;
    for (const commit of await this.commits()) {
      if (random.chance(0.6)) continue;
      const envelope = random.chance(0.5) ? { commit, replayId } : { commit };
      this.services.stream.put(commit.stream, messageOf(envelope).body);
    }
  }

  /** New code of one context, whose projections and tallies are raised or not; what is raised is rung for, as `rebuild` does. */
  private async deploy(): Promise<void> {
    const { random, time } = this.world;
    const context = random.pick(CONTEXTS);
    const overlap = random.between(0, 20_000);
    const before = this.readSides.get(context.name) ?? readSideOf(context);
    const after: ReadSide = {
      projections: before.projections.map((each) => (random.chance(0.5) ? raised(each) : each)),
      tallies: before.tallies.map((each) => (random.chance(0.5) ? raisedTally(each) : each)),
    };
    this.readSides.set(context.name, after);
    this.application.contexts.get(context.name)?.deploy(after, overlap);
    await time.sleep(overlap + 1);
    const streams = (await this.commits()).map(({ stream }) => stream);
    const known = new Set(foldersIn(before));
    const names = foldersIn(after)
      .filter((each) => !known.has(each))
      .map(({ name }) => name);
    await this.bell.ring(streams, 'rebuild', names);
  }

  async commits(): Promise<Commit[]> {
    const { store } = this.services.log;
    const streams = await Promise.all(
      CONTEXTS.flatMap(({ aggregates }) => aggregates).map(({ events }) =>
        store.ports.directory.streams(events.type, 1_000),
      ),
    );
    const names = streams.flatMap((page) => page.streams);
    return (await Promise.all(names.map((stream) => all(store.read(stream))))).flat();
  }
}
