import { fifoQueue, resource } from '../../../test/support/local/resources';
import { physicalName } from './physical-name';

describe('physicalName', () => {
  it.each([
    [resource('AWS::DynamoDB::Table', 'LogTable'), 'LogTable'],
    [resource('AWS::SQS::Queue', 'Orders'), 'Orders'],
    [fifoQueue('Orders'), 'Orders.fifo'],
    [fifoQueue('Orders', { FifoQueue: 'true' }), 'Orders.fifo'],
    [resource('AWS::SQS::Queue', 'Orders', { FifoQueue: false }), 'Orders'],
    [resource('AWS::Kinesis::Stream', 'EventStream'), 'EventStream'],
    [resource('AWS::S3::Bucket', 'FailedEventsBucket'), 'failedeventsbucket'],
    [resource('AWS::Events::EventBus', 'Bus'), 'Bus'],
    [resource('AWS::Events::Rule', 'Rule'), 'Rule'],
  ])('is made of the logical id: %j', (made, name) => {
    expect(physicalName(made)).toBe(name);
  });

  it.each([
    [resource('AWS::DynamoDB::Table', 'A', { TableName: 'log' }), 'log'],
    [fifoQueue('A', { QueueName: 'orders.fifo' }), 'orders.fifo'],
    [resource('AWS::Kinesis::Stream', 'A', { Name: 'events' }), 'events'],
    [resource('AWS::S3::Bucket', 'A', { BucketName: 'failed' }), 'failed'],
    [resource('AWS::Events::EventBus', 'A', { Name: 'bus' }), 'bus'],
    [resource('AWS::Events::Rule', 'A', { Name: 'rule' }), 'rule'],
  ])('is what the template says: %j', (named, name) => {
    expect(physicalName(named)).toBe(name);
  });

  it('refuses a FIFO queue whose name does not end in .fifo', () => {
    expect(() => physicalName(fifoQueue('Orders', { QueueName: 'orders' }))).toThrow(
      'Orders: the QueueName of a FIFO queue has to end in ".fifo", not "orders".',
    );
  });

  it('refuses a name that is not resolved', () => {
    const unresolved = resource('AWS::DynamoDB::Table', 'Log', { TableName: { Ref: 'Name' } });
    expect(() => physicalName(unresolved)).toThrow('Log: TableName has to be a string.');
  });
});
