import { MemoryCatchUpQueue } from '../../../../test/support/memory/memory-catch-up-queue';
import { RecordingLogger } from '../../../../test/support/memory/recording-logger';
import { CatchUp } from './catch-up';
import type { CaughtUp } from './consumer-functions';
import { parseParked, rungAgain, type Doorbell } from './doorbell';

const finished: CaughtUp = { from: 1, version: 3, isFinished: true };

describe('CatchUp', () => {
  let queue: MemoryCatchUpQueue;
  let logger: RecordingLogger;
  /** What each function answers in turn; the last answer is given again. */
  let answers: (CaughtUp | Error)[];
  let asked: string[];
  let catchUp: CatchUp;

  beforeEach(() => {
    queue = new MemoryCatchUpQueue();
    logger = new RecordingLogger();
    answers = [finished];
    asked = [];
    const functions = {
      catchUp: ({ function: id, consumer, stream }: Doorbell): Promise<CaughtUp> => {
        asked.push(`${id} ${consumer} ${stream}`);
        const [answer = finished] = answers.length > 1 ? answers.splice(0, 1) : answers;
        return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer);
      },
    };
    catchUp = new CatchUp(queue, functions, logger, { now: () => queue.now });
    jest.spyOn(Math, 'random').mockReturnValue(0.5);
  });

  afterEach(() => {
    jest.restoreAllMocks();
  });

  const doorbell = (more: Partial<Doorbell> = {}): Doorbell => ({
    function: 'ShopProjector',
    consumer: 'shop/boxes',
    stream: 'shop/box#one',
    since: new Date(queue.now).toISOString(),
    reason: 'Error: burning',
    ...more,
  });
  const deliver = (): Promise<void> => queue.deliver((messages) => catchUp.answer(messages));

  it('asks the function that has the consumer, and is done', async () => {
    await queue.ring(doorbell());
    await deliver();
    expect(asked).toEqual(['ShopProjector shop/boxes shop/box#one']);
    expect(queue.size).toBe(0);
    expect(logger.entries).toMatchObject([{ level: 'info', message: 'doorbell answered', fields: finished }]);
  });

  it('asks once for all doorbells of a consumer and a stream', async () => {
    await queue.ring(doorbell());
    await queue.ring(doorbell({ consumer: 'shop/items' }));
    await queue.ring(doorbell());
    await deliver();
    expect(asked).toHaveLength(2);
    expect(queue.size).toBe(0);
  });

  it('tries again after pauses that double up to a quarter of an hour', async () => {
    answers = [new Error('burning')];
    await queue.ring(doorbell());
    for (let attempt = 0; attempt < 14; attempt += 1) await deliver();
    expect(queue.pauses).toEqual([1, 1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 900, 900, 900]);
  });

  it('spreads the pauses, so that many doorbells do not ring at once', async () => {
    answers = [new Error('burning')];
    for (const random of [0, 0.999]) {
      jest.mocked(Math.random).mockReturnValue(random);
      await queue.ring(doorbell({ since: new Date(queue.now - 100_000).toISOString() }));
      await deliver();
    }
    expect(queue.pauses).toEqual([75, 125]);
  });

  it('parks after a day what never succeeds, with all that is known of it', async () => {
    answers = [new TypeError('still burning')];
    const start = queue.now;
    await queue.ring(doorbell());
    while (queue.size > 0) await deliver();

    const day = 24 * 60 * 60 * 1_000;
    expect(queue.now - start).toBe(day);
    expect(queue.parked).toEqual([
      {
        ...doorbell({ since: new Date(start).toISOString() }),
        reason: 'TypeError: still burning',
        parkedAt: new Date(start + day).toISOString(),
        failures: asked.length,
      },
    ]);
    expect(asked.length).toBeGreaterThan(96);
    expect(asked.length).toBeLessThan(120);
    expect(logger.messages('error')).toEqual(['doorbell parked']);
  });

  it('answers a parked doorbell that is rung again after the fix, and tries for another day if there was none', async () => {
    answers = [new Error('burning')];
    await queue.ring(doorbell());
    while (queue.size > 0) await deliver();
    const parked = parseParked(JSON.stringify(queue.parked[0]));

    await queue.ring(rungAgain(parked, queue.now));
    await deliver();
    expect(queue.size).toBe(1);
    answers = [finished];
    await deliver();
    expect(queue.size).toBe(0);
    expect(queue.parked).toHaveLength(1);
  });

  it('tries once more when its message comes late, before it parks', async () => {
    await queue.ring(doorbell({ since: '2026-11-01T00:00:00.000Z' }));
    await deliver();
    expect(queue.parked).toEqual([]);
    expect(queue.size).toBe(0);
  });

  it('rings at once when the time of the function was too short, and forgets the failures of before', async () => {
    answers = [{ from: 1, version: 900, isFinished: false }, finished];
    const start = queue.now;
    await queue.ring(doorbell({ since: new Date(start - 80_000_000).toISOString() }));
    await deliver();
    expect(queue.size).toBe(1);
    await queue.deliver((messages) => {
      expect(messages.map(({ body }) => JSON.parse(body) as unknown)).toEqual([
        doorbell({ reason: 'its time was up at version 900' }),
      ]);
      return catchUp.answer(messages);
    });
    expect(queue.size).toBe(0);
    expect(queue.now).toBe(start);
  });

  it('parks in the end what is never finished and comes no further', async () => {
    answers = [{ from: 900, version: 900, isFinished: false }];
    await queue.ring(doorbell());
    await deliver();
    expect(queue.size).toBe(1);
    queue.now += 24 * 60 * 60 * 1_000;
    await deliver();
    expect(queue.parked).toMatchObject([
      { reason: 'Error: It makes no progress: its time was up at version 900 each time.' },
    ]);
  });

  it('parks at once what is no doorbell', async () => {
    queue.send('{"who":"knows"}');
    await deliver();
    expect(queue.parked).toEqual([
      {
        text: '{"who":"knows"}',
        reason: expect.stringContaining('This is no doorbell') as unknown,
        parkedAt: new Date(queue.now).toISOString(),
      },
    ]);
    expect(queue.size).toBe(0);
  });

  describe('when the queue itself fails', () => {
    beforeEach(() => {
      queue.failure = new Error('no queue');
    });

    it.each([
      ['cannot be postponed', new Error('burning'), 0],
      ['cannot be parked', new Error('burning'), 24 * 60 * 60],
      ['cannot be rung again', { from: 1, version: 2, isFinished: false }, 0],
    ])('leaves there a doorbell that %s', async (_, answer, age) => {
      answers = [answer];
      queue.send(JSON.stringify(doorbell({ since: new Date(queue.now - age * 1_000).toISOString() })));
      await deliver();
      expect(queue.size).toBe(1);
      expect(queue.parked).toEqual([]);
      expect(logger.messages('error')).toEqual(['doorbell not put off']);
    });

    it('leaves there what is no doorbell', async () => {
      queue.send('?');
      await deliver();
      expect(queue.size).toBe(1);
      expect(logger.messages('error')).toEqual(['message not parked']);
    });
  });

  it('is patient for as long as it is told', async () => {
    catchUp = new CatchUp(queue, { catchUp: () => Promise.reject(new Error('no')) }, logger, {
      forSeconds: 5,
      now: () => queue.now,
    });
    await queue.ring(doorbell());
    while (queue.size > 0) await deliver();
    expect(queue.pauses).toEqual([1, 1, 2, 1]);
    expect(queue.parked).toHaveLength(1);
  });
});
