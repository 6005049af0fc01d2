import { mapQueueUrls, queueUrl } from './queue-urls';

describe('queueUrl', () => {
  it('begins with the endpoint', () => {
    expect(queueUrl('http://127.0.0.1:4566', 'Orders.fifo')).toBe(
      'http://127.0.0.1:4566/000000000000/Orders.fifo',
    );
  });
});

describe('mapQueueUrls', () => {
  const toUrl = (name: string): string => `local:${name}`;

  it('maps one URL and a list of them, by the name of the queue', () => {
    expect(mapQueueUrls({ QueueUrl: 'http://a/1/One', Other: 1 }, toUrl)).toEqual({
      QueueUrl: 'local:One',
      Other: 1,
    });
    expect(mapQueueUrls({ QueueUrls: ['http://a/1/One', 'Two'] }, toUrl)).toEqual({
      QueueUrls: ['local:One', 'local:Two'],
    });
  });

  it.each([null, undefined, 'text', 7])('leaves %s alone', (body) => {
    expect(mapQueueUrls(body, toUrl)).toBe(body);
  });

  it('does not touch what it is given', () => {
    const body = { QueueUrl: 'http://a/1/One' };
    mapQueueUrls(body, toUrl);
    expect(body).toEqual({ QueueUrl: 'http://a/1/One' });
  });
});
