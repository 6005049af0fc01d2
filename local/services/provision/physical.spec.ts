import { NOWHERE } from '../../../test/support/local/clients';
import { fifoQueue, resource, table } from '../../../test/support/local/resources';
import { isProvisioned } from './cloud-resource';
import { physical } from './physical';

describe('physical', () => {
  it('knows a table and its stream before they exist', () => {
    expect(physical(table('Log'), NOWHERE)).toEqual({
      ref: 'Log',
      attributes: {
        Arn: 'arn:aws:dynamodb:us-east-1:000000000000:table/Log',
        StreamArn: 'arn:aws:dynamodb:us-east-1:000000000000:table/Log/stream/local',
      },
    });
  });

  it('knows the URL of a queue', () => {
    expect(physical(fifoQueue('Orders'), NOWHERE)).toEqual({
      ref: 'http://127.0.0.1:2/000000000000/Orders.fifo',
      attributes: {
        Arn: 'arn:aws:sqs:us-east-1:000000000000:Orders.fifo',
        QueueName: 'Orders.fifo',
        QueueUrl: 'http://127.0.0.1:2/000000000000/Orders.fifo',
      },
    });
  });

  it.each([
    [
      resource('AWS::Kinesis::Stream', 'Stream'),
      'Stream',
      'arn:aws:kinesis:us-east-1:000000000000:stream/Stream',
    ],
    [resource('AWS::S3::Bucket', 'Bucket'), 'bucket', 'arn:aws:s3:::bucket'],
    [resource('AWS::Events::EventBus', 'Bus'), 'Bus', 'arn:aws:events:us-east-1:000000000000:event-bus/Bus'],
    [resource('AWS::Events::Rule', 'Rule'), 'Rule', 'arn:aws:events:us-east-1:000000000000:rule/Rule'],
    [
      resource('AWS::Events::Rule', 'Rule', { EventBusName: 'Bus' }),
      'Rule',
      'arn:aws:events:us-east-1:000000000000:rule/Bus/Rule',
    ],
    [
      resource('AWS::Events::Rule', 'Rule', {
        EventBusName: 'arn:aws:events:us-east-1:000000000000:event-bus/Bus',
      }),
      'Rule',
      'arn:aws:events:us-east-1:000000000000:rule/Bus/Rule',
    ],
  ])('knows %j', (made, ref, arn) => {
    expect(physical(made, NOWHERE)).toMatchObject({ ref, attributes: { Arn: arn } });
  });
});

describe('isProvisioned', () => {
  it('tells what exists on a local service from what does not', () => {
    expect(isProvisioned(table('Log'))).toBe(true);
    expect(isProvisioned({ logicalId: 'F', type: 'AWS::Serverless::Function', properties: {} })).toBe(false);
  });
});
