import type {
  CatchUpQueue,
  QueuedDoorbell,
} from '../../../src/eventsourcing/consuming/catch-up/catch-up-queue';
import type {
  Doorbell,
  ParkedDoorbell,
  ParkedText,
} from '../../../src/eventsourcing/consuming/catch-up/doorbell';
import type { Life, World } from '../world';
import type { StandardQueue } from './standard-queue';

/** The queue of doorbells, as one caller has it. */
export class DoorbellQueue implements CatchUpQueue {
  constructor(
    private readonly world: World,
    private readonly caller: Life,
    private readonly queue: StandardQueue,
    private readonly parked: (ParkedDoorbell | ParkedText)[],
  ) {}

  ring(doorbell: Doorbell): Promise<void> {
    const { consumer, stream, reason } = doorbell;
    return this.world.call(this.caller, 'doorbells', () => {
      this.world.tell(`${consumer} is rung for ${stream}: ${reason}`);
      this.queue.send(JSON.stringify(doorbell));
    });
  }

  postpone({ id }: QueuedDoorbell, seconds: number): Promise<void> {
    return this.world.call(this.caller, 'doorbells', () => {
      this.queue.postpone(id, seconds);
    });
  }

  park(parked: ParkedDoorbell | ParkedText): Promise<void> {
    return this.world.call(this.caller, 'doorbells', () => {
      this.parked.push(parked);
    });
  }
}
