import { LOCAL_REGION } from '../../services/local-account';
import type { MessageAttribute, QueueMessage } from './queue-client';

/** Source: "Using Lambda with Amazon SQS", example event. */
export function queueEvent(messages: readonly QueueMessage[], queueArn: string): object {
  return {
    Records: messages.map((message) => ({
      messageId: message.MessageId,
      receiptHandle: message.ReceiptHandle,
      body: message.Body,
      attributes: message.Attributes ?? {},
      messageAttributes: attributes(message.MessageAttributes ?? {}),
      md5OfBody: message.MD5OfBody,
      eventSource: 'aws:sqs',
      eventSourceARN: queueArn,
      awsRegion: LOCAL_REGION,
    })),
  };
}

function attributes(given: Readonly<Record<string, MessageAttribute>>): object {
  return Object.fromEntries(
    Object.entries(given).map(([name, { DataType, StringValue, BinaryValue }]) => [
      name,
      {
        ...(StringValue !== undefined && { stringValue: StringValue }),
        ...(BinaryValue !== undefined && { binaryValue: BinaryValue }),
        stringListValues: [],
        binaryListValues: [],
        dataType: DataType,
      },
    ]),
  );
}
