import {
  CloudFormationClient,
  paginateListStackResources,
  type CloudFormationClientConfig,
} from '@aws-sdk/client-cloudformation';
import { S3Client } from '@aws-sdk/client-s3';
import { SchedulerClient } from '@aws-sdk/client-scheduler';
import { awsClientConfig } from '../../src/aws/aws-client-config';
import { dynamoClient } from '../../src/aws/dynamo-client';
import { kinesisClient } from '../../src/aws/kinesis-channel';
import { secretsManagerClient } from '../../src/aws/secrets-manager';
import { sqsClient } from '../../src/aws/sqs-channel';
import { installation, type Installation } from './installation';

/**
 * What CloudFormation knows of a deployed stack. Region and credentials come from the environment, as for the AWS CLI.
 *
 * `PhysicalResourceId` is the URL of a queue, the name of a table, bucket, stream or group of schedules, and the ARN of a secret: what `Ref` gives for each ("Return
 * values" of their pages in the CloudFormation guide).
 *
 * @throws what the SDK throws, as for a stack that does not exist
 */
export async function stackInstallation(
  stack: string,
  config: CloudFormationClientConfig = {},
): Promise<Installation> {
  const client = new CloudFormationClient({ ...awsClientConfig(), ...config });
  const names: Record<string, string> = {};
  const queues: string[] = [];
  try {
    const pages = paginateListStackResources({ client }, { StackName: stack });
    for await (const { StackResourceSummaries = [] } of pages) {
      for (const { LogicalResourceId, PhysicalResourceId, ResourceType } of StackResourceSummaries) {
        // Without a physical id it is being created, or was deleted.
        if (LogicalResourceId === undefined || PhysicalResourceId === undefined) continue;
        names[LogicalResourceId] = PhysicalResourceId;
        if (ResourceType === 'AWS::SQS::Queue') queues.push(LogicalResourceId);
      }
    }
  } finally {
    client.destroy();
  }
  const clients = {
    dynamodb: dynamoClient(),
    sqs: sqsClient(),
    s3: new S3Client(awsClientConfig()),
    kinesis: kinesisClient(),
    secrets: secretsManagerClient(),
    scheduler: new SchedulerClient(awsClientConfig()),
  };
  return installation(clients, names, queues, `The stack ${stack}`);
}
