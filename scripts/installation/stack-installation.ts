import { CloudFormationClient, paginateListStackResources } from '@aws-sdk/client-cloudformation';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { S3Client } from '@aws-sdk/client-s3';
import { SQSClient } from '@aws-sdk/client-sqs';
import { lookUp, type Installation } from './installation';

/**
 * What CloudFormation knows of a deployed stack. Region and credentials come from the environment, as for the AWS CLI.
 *
 * `PhysicalResourceId` is the URL of a queue, and the name of a table or bucket: what `Ref` gives for each ("Return
 * values" of their pages in the CloudFormation guide).
 */
export async function stackInstallation(stack: string): Promise<Installation> {
  const client = new CloudFormationClient();
  const names: Record<string, string> = {};
  const queues: string[] = [];
  try {
    for await (const { StackResourceSummaries = [] } of paginateListStackResources({ client }, { StackName: stack })) {
      for (const { LogicalResourceId = '', PhysicalResourceId = '', ResourceType } of StackResourceSummaries) {
        names[LogicalResourceId] = PhysicalResourceId;
        if (ResourceType === 'AWS::SQS::Queue') queues.push(LogicalResourceId);
      }
    }
  } finally {
    client.destroy();
  }
  return {
    dynamodb: new DynamoDBClient(),
    sqs: new SQSClient(),
    s3: new S3Client(),
    nameOf: lookUp(names, `The stack ${stack}`),
    queues,
  };
}
