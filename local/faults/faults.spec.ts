import { Faults, type FaultOrder } from './faults';

const order: FaultOrder = { service: 'sqs', kind: 'throttling', operation: '*', rate: 1, times: 1_000 };

describe('Faults', () => {
  it('concern nobody in calm', () => {
    const faults = new Faults();
    expect(faults.concern('sqs')).toBe(false);
    faults.add(order);
    expect(['sqs', 's3'].map((service) => faults.concern(service as 'sqs'))).toEqual([true, false]);
    faults.clear();
    expect(faults.concern('sqs')).toBe(false);
    expect(faults.ofCall('sqs', 'SendMessage', 'Commands')).toBeUndefined();
    expect(faults.list()).toEqual([]);
  });

  it('strike so often at most, and concern nobody afterwards', () => {
    const faults = new Faults();
    faults.add({ ...order, times: 2 });
    const struck = [1, 2, 3].map(() => faults.ofCall('sqs', 'SendMessage', 'Commands')?.kind);
    expect(struck).toEqual(['throttling', 'throttling', undefined]);
    expect(faults.concern('sqs')).toBe(false);
    expect(faults.list()).toMatchObject([{ id: 1, struck: 2, times: 2 }]);
  });

  it('strike what they were ordered for alone', () => {
    const faults = new Faults();
    faults.add({ ...order, operation: 'SendMessage' });
    faults.add({ ...order, kind: 'partial-failure' });
    faults.add({ ...order, service: 'lambda', kind: 'killed-after', operation: 'Projector' });
    expect(faults.ofCall('kinesis', 'SendMessage', 'Commands')).toBeUndefined();
    expect(faults.ofCall('sqs', 'ReceiveMessage', 'Commands')).toBeUndefined();
    expect(faults.ofCall('sqs', 'SendMessage', 'Commands')?.kind).toBe('throttling');
    expect(faults.ofCall('sqs', 'SendMessageBatch', 'Commands')?.kind).toBe('partial-failure');
    expect(faults.ofCall('lambda', 'Projector', 'Commands')).toBeUndefined();
    faults.clear();
    faults.add({ ...order, function: 'Projector' });
    expect(faults.ofCall('sqs', 'SendMessage', 'Commands')).toBeUndefined();
    expect(faults.ofCall('sqs', 'SendMessage', 'Projector')?.kind).toBe('throttling');
    faults.add({ ...order, service: 'lambda', kind: 'killed-after', operation: 'Projector' });
    expect(faults.ofInvocation('Commands')).toBeUndefined();
    expect(faults.ofInvocation('Projector')?.kind).toBe('killed-after');
  });

  it('strike with their rate, the same calls for the same seed', () => {
    const strokes = (seed?: number): boolean[] => {
      const faults = new Faults();
      faults.add({ ...order, rate: 0.1, seed });
      return Array.from(
        { length: 1_000 },
        () => faults.ofCall('sqs', 'SendMessage', 'Commands') !== undefined,
      );
    };
    const struck = strokes(1).filter(Boolean).length;
    expect(struck).toBeGreaterThan(60);
    expect(struck).toBeLessThan(140);
    expect(strokes(1)).toEqual(strokes(1));
    expect(strokes(1)).not.toEqual(strokes(2));
    expect(strokes()).not.toEqual(strokes());
  });

  it('tell the seed that they were given by chance', () => {
    const { seed } = new Faults().add(order);
    expect(Number.isInteger(seed)).toBe(true);
  });
});
