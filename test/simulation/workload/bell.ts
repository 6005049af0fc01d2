import { parseStream } from '../../../src/eventsourcing/log/commit';
import type { Services } from '../application/services';
import { consumerPlaces } from '../application/consumer-places';
import { A_PERSON, type World } from '../world';

/** Rings consumers for streams, as `npm run consumers` does, until every doorbell is sent. */
export class Bell {
  private readonly places = consumerPlaces();

  constructor(
    private readonly world: World,
    private readonly services: Services,
  ) {}

  /** Each of the consumers that follows a stream; all that do when no names are given. */
  async ring(streams: Iterable<string>, reason: string, consumers?: readonly string[]): Promise<void> {
    const { time } = this.world;
    const doorbells = this.services.doorbellsOf(A_PERSON);
    for (const stream of new Set(streams)) {
      for (const { function: id, consumer, follows } of this.places) {
        if (!follows.includes(parseStream(stream).type)) continue;
        if (consumers && !consumers.includes(consumer)) continue;
        const since = new Date(time.now).toISOString();
        await this.insist(() => doorbells.ring({ function: id, consumer, stream, since, reason }));
      }
    }
  }

  private async insist(work: () => Promise<void>): Promise<void> {
    for (;;) {
      try {
        await work();
        return;
      } catch {
        await this.world.pass({ least: 5_000, most: 900_000 });
      }
    }
  }
}
