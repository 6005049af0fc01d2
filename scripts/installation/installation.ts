import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { S3Client } from '@aws-sdk/client-s3';
import type { SQSClient } from '@aws-sdk/client-sqs';

/** An application that is installed somewhere: in AWS, or run by `npm start`. */
export interface Installation {
  readonly dynamodb: DynamoDBClient;
  readonly sqs: SQSClient;
  readonly s3: S3Client;
  /** Physical name of a table or bucket, URL of a queue. @throws Error when the installation has none of this logical id */
  nameOf(logicalId: string): string;
  /** Logical ids of its queues. */
  readonly queues: readonly string[];
}

/** Names by logical id, with an error that says where they were looked for. */
export function lookUp(names: Readonly<Record<string, string>>, where: string): (logicalId: string) => string {
  return (logicalId) => {
    const name = names[logicalId];
    if (name !== undefined) return name;
    throw new Error(`${where} has no ${logicalId}: is it another version of this application?`);
  };
}
