import { queueEvent } from './queue-event';

describe('queueEvent', () => {
  it("has the shape of Lambda's", () => {
    const message = {
      MessageId: 'id',
      ReceiptHandle: 'handle',
      Body: '{"a":1}',
      MD5OfBody: 'md5',
      Attributes: { ApproximateReceiveCount: '1', MessageGroupId: 'group', SequenceNumber: '5' },
      MessageAttributes: {
        kind: { DataType: 'String', StringValue: 'test' },
        bytes: { DataType: 'Binary', BinaryValue: 'AAEC' },
      },
    };

    expect(queueEvent([message], 'arn:aws:sqs:us-east-1:000000000000:Work.fifo')).toEqual({
      Records: [
        {
          messageId: 'id',
          receiptHandle: 'handle',
          body: '{"a":1}',
          attributes: { ApproximateReceiveCount: '1', MessageGroupId: 'group', SequenceNumber: '5' },
          messageAttributes: {
            kind: { dataType: 'String', stringValue: 'test', stringListValues: [], binaryListValues: [] },
            bytes: { dataType: 'Binary', binaryValue: 'AAEC', stringListValues: [], binaryListValues: [] },
          },
          md5OfBody: 'md5',
          eventSource: 'aws:sqs',
          eventSourceARN: 'arn:aws:sqs:us-east-1:000000000000:Work.fifo',
          awsRegion: 'us-east-1',
        },
      ],
    });
  });

  it('has empty attributes where the message has none', () => {
    const event = queueEvent([{ MessageId: 'id', ReceiptHandle: 'h', Body: '', MD5OfBody: '' }], 'arn');

    expect(event).toMatchObject({ Records: [{ attributes: {}, messageAttributes: {} }] });
  });
});
