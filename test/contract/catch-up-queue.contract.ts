import type { CatchUpQueue, QueuedDoorbell } from '../../src/eventsourcing/consuming/catch-up/catch-up-queue';
import {
  parseDoorbell,
  parseParked,
  type Doorbell,
} from '../../src/eventsourcing/consuming/catch-up/doorbell';

export interface CatchUpQueueUnderTest {
  readonly queue: CatchUpQueue;
  /** Messages that can be received now. */
  receive(): Promise<readonly QueuedDoorbell[]>;
  /** Texts of what is parked. */
  parked(): Promise<readonly string[]>;
}

const doorbell: Doorbell = {
  function: 'ShopProjector',
  consumer: 'shop/boxes',
  stream: 'shop/box#one',
  since: '2026-11-21T10:00:00.000Z',
  reason: 'Error: "burning" in 李\u0000\ud83d\ude00',
};

/** What every catch-up queue does. Queues are new in each test. */
export function catchUpQueueContract(name: string, make: () => Promise<CatchUpQueueUnderTest>): void {
  describe(`${name} as a catch-up queue`, () => {
    let under: CatchUpQueueUnderTest;

    beforeEach(async () => {
      under = await make();
    });

    it('gives a doorbell as it was rung', async () => {
      await under.queue.ring(doorbell);
      const messages = await under.receive();
      expect(messages.map(({ body }) => parseDoorbell(body))).toEqual([doorbell]);
      expect(messages).toMatchObject([{ receives: 1 }]);
    });

    it('hides what was received, and what is postponed', async () => {
      await under.queue.ring(doorbell);
      const [message] = await under.receive();
      if (!message) throw new Error('nothing received');
      await expect(under.receive()).resolves.toEqual([]);
      await under.queue.postpone(message, 600);
      await expect(under.receive()).resolves.toEqual([]);
    });

    it('gives a message again when its time has come', async () => {
      await under.queue.ring(doorbell);
      const [message] = await under.receive();
      if (!message) throw new Error('nothing received');
      await under.queue.postpone(message, 0);
      await expect(under.receive()).resolves.toMatchObject([
        { id: message.id, receives: 2, body: message.body },
      ]);
    });

    it('puts aside what is parked, as it is', async () => {
      const parked = { ...doorbell, parkedAt: '2026-11-22T10:00:00.000Z', failures: 104 };
      await under.queue.park(parked);
      await under.queue.park({ text: '?', reason: 'no doorbell', parkedAt: parked.parkedAt });
      const texts = await under.parked();
      expect(texts.filter((text) => text.includes('failures')).map(parseParked)).toEqual([parked]);
      expect(texts).toHaveLength(2);
      await expect(under.receive()).resolves.toEqual([]);
    });
  });
}
