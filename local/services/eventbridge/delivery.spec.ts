import { conditionOf } from '../../../test/support/local/eventually';
import { Delivery, type UndeliverableEvent } from './delivery';
import type { RuleTarget } from './event-rule';

const QUICK = { maximumRetries: 3, firstBackoff: 1 };

function target(settings: Partial<RuleTarget> = {}): RuleTarget {
  return {
    id: 'one',
    arn: 'arn:target',
    payload: (event) => event,
    messageGroupId: undefined,
    maximumRetries: undefined,
    deadLetterArn: undefined,
    definition: {},
    ...settings,
  };
}

/** A carrier that fails a number of times and remembers everything. */
class Carrier {
  readonly delivered: unknown[] = [];
  readonly letters: UndeliverableEvent[] = [];
  attempts = 0;

  constructor(private readonly failures: number) {}

  deliver(_arn: string, event: unknown): Promise<void> {
    this.attempts += 1;
    if (this.attempts <= this.failures) return Promise.reject(new Error(`failure ${this.attempts}`));
    this.delivered.push(event);
    return Promise.resolve();
  }

  undeliverable(letter: UndeliverableEvent): void {
    this.letters.push(letter);
  }
}

describe('Delivery', () => {
  const event = { source: 'shop', detail: { order: { id: 7 } } };

  it('delivers the event', async () => {
    const carrier = new Carrier(0);
    new Delivery(carrier, QUICK).send(target(), event);
    await conditionOf('delivered', () => carrier.delivered.length === 1);
    expect(carrier.delivered).toEqual([event]);
  });

  it('tries again until the target takes it', async () => {
    const carrier = new Carrier(3);
    new Delivery(carrier, QUICK).send(target(), event);
    await conditionOf('delivered', () => carrier.delivered.length === 1);
    expect(carrier).toMatchObject({ attempts: 4, letters: [] });
  });

  it('gives up after its retries, with the last error', async () => {
    const carrier = new Carrier(Infinity);
    new Delivery(carrier, QUICK).send(target({ deadLetterArn: 'arn:dlq' }), event);
    await conditionOf('given up', () => carrier.letters.length === 1);
    expect(carrier.letters).toMatchObject([
      { attempts: 4, event, error: new Error('failure 4'), target: { deadLetterArn: 'arn:dlq' } },
    ]);
  });

  it('tries as rarely as the target asks for, but not more often than it may', async () => {
    const once = new Carrier(Infinity);
    new Delivery(once, QUICK).send(target({ maximumRetries: 0 }), event);
    const often = new Carrier(Infinity);
    new Delivery(often, QUICK).send(target({ maximumRetries: 185 }), event);
    await conditionOf('given up', () => once.letters.length + often.letters.length === 2);
    expect([once.attempts, often.attempts]).toEqual([1, 4]);
  });

  it('gives up at once when it is stopped', async () => {
    const carrier = new Carrier(Infinity);
    const delivery = new Delivery(carrier, { maximumRetries: 3, firstBackoff: 60_000 });
    delivery.send(target(), event);
    await conditionOf('first attempt', () => carrier.attempts === 1);
    delivery.stop();
    await conditionOf('given up', () => carrier.letters.length === 1);
    expect(carrier.attempts).toBe(1);
  });

  it('sends what the target makes of the event', async () => {
    const carrier = new Carrier(0);
    new Delivery(carrier, QUICK).send(target({ payload: ({ detail }) => detail }), event);
    await conditionOf('delivered', () => carrier.delivered.length === 1);
    expect(carrier.delivered).toEqual([event.detail]);
  });
});
