import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { KinesisClient } from '@aws-sdk/client-kinesis';
import type { S3Client } from '@aws-sdk/client-s3';
import type { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import type { SchedulerClient } from '@aws-sdk/client-scheduler';
import type { SQSClient } from '@aws-sdk/client-sqs';

export interface InstallationClients {
  readonly dynamodb: DynamoDBClient;
  readonly sqs: SQSClient;
  readonly s3: S3Client;
  readonly kinesis: KinesisClient;
  readonly secrets: SecretsManagerClient;
  readonly scheduler: SchedulerClient;
}

/** An application that is installed somewhere: in AWS, or run by `npm start`. */
export interface Installation extends InstallationClients {
  /** Physical name of a table, bucket, stream or group of schedules, URL of a queue, ARN of a secret. @throws Error when the installation has none of this logical id */
  readonly nameOf: (logicalId: string) => string;
  /** Logical ids of its queues. */
  readonly queues: readonly string[];
  /** Ends what its clients hold open. */
  readonly close: () => void;
}

export function installation(
  clients: InstallationClients,
  names: Readonly<Record<string, string>>,
  queues: readonly string[],
  where: string,
): Installation {
  return {
    ...clients,
    nameOf: lookUp(names, where),
    queues,
    close: () => {
      for (const client of Object.values(clients) as { destroy(): void }[]) client.destroy();
    },
  };
}

/** Names by logical id, with an error that says where they were looked for. */
export function lookUp(
  names: Readonly<Record<string, string>>,
  where: string,
): (logicalId: string) => string {
  return (logicalId) => {
    const name = names[logicalId];
    if (name !== undefined) return name;
    throw new Error(`${where} has no ${logicalId}: is it another version of this application?`);
  };
}
