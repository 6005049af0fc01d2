import type { Endpoints } from '../endpoints';
import { busName } from '../eventbridge/event-bus';
import { DEFAULT_BUS, ruleArn } from '../eventbridge/event-rule';
import { queueUrl } from '../fauxqs/queue-urls';
import { localArn } from '../local-account';
import { groupArn } from '../scheduler/schedule';
import { secretArn } from '../secretsmanager/secret-arn';
import type { ProvisionedResource } from './cloud-resource';
import { physicalName } from './physical-name';

/** What `Ref` and `Fn::GetAtt` give for a resource ("Return values" of its page in the CloudFormation guide). */
export interface PhysicalResource {
  readonly ref: string;
  readonly attributes: Readonly<Record<string, string>>;
}

/**
 * Pure, so that a template can be resolved before anything exists. The label of a table's stream is only known once
 * the table is there: its `StreamArn` ends in `/stream/local`, and DescribeTable has the one that can be read from.
 */
export function physical(resource: ProvisionedResource, endpoints: Endpoints): PhysicalResource {
  const name = physicalName(resource);
  switch (resource.type) {
    case 'AWS::DynamoDB::Table': {
      const arn = localArn('dynamodb', `table/${name}`);
      return { ref: name, attributes: { Arn: arn, StreamArn: `${arn}/stream/local` } };
    }
    case 'AWS::SQS::Queue': {
      const url = queueUrl(endpoints.sqs, name);
      return { ref: url, attributes: { Arn: localArn('sqs', name), QueueName: name, QueueUrl: url } };
    }
    case 'AWS::Kinesis::Stream':
      return { ref: name, attributes: { Arn: localArn('kinesis', `stream/${name}`) } };
    case 'AWS::S3::Bucket':
      return { ref: name, attributes: { Arn: `arn:aws:s3:::${name}` } };
    case 'AWS::Events::EventBus':
      return { ref: name, attributes: { Arn: localArn('events', `event-bus/${name}`), Name: name } };
    case 'AWS::Events::Rule':
      return { ref: name, attributes: { Arn: ruleArn(ruleBus(resource), name) } };
    case 'AWS::SecretsManager::Secret':
      return { ref: secretArn(name), attributes: { Id: secretArn(name) } };
    case 'AWS::SES::EmailIdentity':
      return { ref: name, attributes: {} };
    case 'AWS::Scheduler::ScheduleGroup':
      return { ref: name, attributes: { Arn: groupArn(name) } };
  }
}

function ruleBus({ properties }: ProvisionedResource): string {
  return typeof properties.EventBusName === 'string' ? busName(properties.EventBusName) : DEFAULT_BUS;
}
