import { fifoQueue, resource } from '../../../test/support/local/resources';
import type { CloudResource } from './cloud-resource';
import { queueAttributes } from './queue-attributes';

const DLQ = 'arn:aws:sqs:us-east-1:000000000000:Dead.fifo';

describe('queueAttributes', () => {
  it('are strings, whatever the template has', () => {
    const queue = fifoQueue('Orders', {
      ContentBasedDeduplication: true,
      DeduplicationScope: 'messageGroup',
      FifoThroughputLimit: 'perMessageGroupId',
      VisibilityTimeout: 180,
      RedrivePolicy: { deadLetterTargetArn: DLQ, maxReceiveCount: 5 },
    });
    expect(queueAttributes(queue)).toEqual({
      ContentBasedDeduplication: 'true',
      DeduplicationScope: 'messageGroup',
      FifoThroughputLimit: 'perMessageGroupId',
      VisibilityTimeout: '180',
      RedrivePolicy: `{"deadLetterTargetArn":"${DLQ}","maxReceiveCount":5}`,
    });
  });

  it('leave out what means nothing here', () => {
    const properties = {
      KmsMasterKeyId: 'alias/aws/sqs',
      SqsManagedSseEnabled: true,
      Tags: [],
      QueueName: 'q',
    };
    expect(queueAttributes(resource('AWS::SQS::Queue', 'Orders', properties))).toEqual({});
  });

  it('refuse a dead-letter queue of the other kind', () => {
    const policy = (deadLetterTargetArn: string): CloudResource['properties'] => ({
      RedrivePolicy: { deadLetterTargetArn },
    });
    expect(() => queueAttributes(fifoQueue('Orders', policy('arn:dead')))).toThrow(
      'Orders: the dead-letter queue of a FIFO queue has to be one as well, but RedrivePolicy names "arn:dead".',
    );
    expect(() => queueAttributes(resource('AWS::SQS::Queue', 'Orders', policy(DLQ)))).toThrow(
      /standard queue/,
    );
  });
});
