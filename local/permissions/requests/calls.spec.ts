import { encodeIterator } from '../../services/kinesis/shard-iterator';
import { Identities } from '../../services/ses/identities';
import { secretArn } from '../../services/secretsmanager/secret-arn';
import { eventBridgeCalls } from './eventbridge-calls';
import { kinesisCalls } from './kinesis-calls';
import { s3Calls } from './s3-calls';
import { secretsManagerCalls } from './secretsmanager-calls';
import { sesCalls } from './ses-calls';
import { snsCalls } from './sns-calls';
import { sqsCalls } from './sqs-calls';

const HERE = 'us-east-1:000000000000';

function asked(action: string, resource: string): object {
  return { action, resources: [resource], conditionKeys: {} };
}

describe('what a request to SQS asks for', () => {
  const QueueUrl = 'http://127.0.0.1:1/000000000000/Work.fifo';

  it.each([
    ['SendMessage', { QueueUrl }, 'sqs:SendMessage'],
    ['SendMessageBatch', { QueueUrl }, 'sqs:SendMessage'],
    ['DeleteMessageBatch', { QueueUrl }, 'sqs:DeleteMessage'],
    ['GetQueueUrl', { QueueName: 'Work.fifo' }, 'sqs:GetQueueUrl'],
  ])('%s', (operation, request, action) => {
    expect(sqsCalls(`AmazonSQS.${operation}`, request)).toEqual([
      asked(action, `arn:aws:sqs:${HERE}:Work.fifo`),
    ]);
  });

  it('is on all queues for what names none', () => {
    expect(sqsCalls('AmazonSQS.ListQueues', {})).toEqual([asked('sqs:ListQueues', '*')]);
    expect(sqsCalls('AmazonSQS.SendMessage', undefined)).toEqual([asked('sqs:SendMessage', '*')]);
  });
});

describe('what a request to Kinesis asks for', () => {
  const stream = `arn:aws:kinesis:${HERE}:stream/Events`;

  it.each([
    { StreamName: 'Events' },
    { StreamARN: stream },
    { ShardIterator: encodeIterator({ stream: 'Events', shard: 's', after: '1' }) },
  ])('is on the stream of %j', (request) => {
    expect(kinesisCalls('GetRecords', request)).toEqual([asked('kinesis:GetRecords', stream)]);
  });

  it('is on the consumer, or on the resource, that is named', () => {
    const ConsumerARN = `${stream}/consumer/fan:1`;
    expect(kinesisCalls('SubscribeToShard', { ConsumerARN })).toEqual([
      asked('kinesis:SubscribeToShard', ConsumerARN),
    ]);
    expect(kinesisCalls('TagResource', { ResourceARN: stream })).toEqual([
      asked('kinesis:TagResource', stream),
    ]);
  });

  it('is on all streams for what names none', () => {
    expect(kinesisCalls('ListStreams', {})).toEqual([asked('kinesis:ListStreams', '*')]);
  });
});

describe('what a request to EventBridge asks for', () => {
  it('is each bus once that gets events', () => {
    const bus = `arn:aws:events:${HERE}:event-bus/orders`;
    const Entries = [{ EventBusName: 'orders' }, { EventBusName: bus }, {}];
    expect(eventBridgeCalls('PutEvents', { Entries })).toEqual([
      asked('events:PutEvents', bus),
      asked('events:PutEvents', `arn:aws:events:${HERE}:event-bus/default`),
    ]);
  });

  it('is on everything for other operations', () => {
    expect(eventBridgeCalls('PutRule', { Name: 'r' })).toEqual([asked('events:PutRule', '*')]);
  });
});

describe('what a request to Secrets Manager asks for', () => {
  const arn = secretArn('app/keys');

  it.each(['app/keys', arn, arn.slice(0, -7)])('is on the whole ARN, of %s too', (SecretId) => {
    expect(secretsManagerCalls('GetSecretValue', { SecretId })).toEqual([
      asked('secretsmanager:GetSecretValue', arn),
    ]);
  });

  it('is on the secret that is to be, and its tags are asked for too', () => {
    expect(secretsManagerCalls('CreateSecret', { Name: 'app/keys', Tags: [] })).toEqual([
      asked('secretsmanager:CreateSecret', arn),
    ]);
    expect(secretsManagerCalls('CreateSecret', { Name: 'app/keys', Tags: [{}] })).toEqual([
      asked('secretsmanager:CreateSecret', arn),
      asked('secretsmanager:TagResource', arn),
    ]);
  });

  it('is on all secrets for what names none', () => {
    expect(secretsManagerCalls('ListSecrets', {})).toEqual([asked('secretsmanager:ListSecrets', '*')]);
  });
});

describe('what a request to SES asks for', () => {
  const identities = new Identities();
  identities.add('example.com');
  const Destination = { ToAddresses: ['Ann <ann@example.org>'], BccAddresses: ['bob@example.org'] };

  it('is the identity that mail is sent with, and tells who and to whom', () => {
    const mail = { FromEmailAddress: 'Shop <shop@example.com>', Destination };
    expect(sesCalls('SendEmail', mail, identities)).toEqual([
      {
        action: 'ses:SendEmail',
        resources: [`arn:aws:ses:${HERE}:identity/example.com`],
        conditionKeys: {
          'ses:fromaddress': ['shop@example.com'],
          'ses:fromdisplayname': ['Shop'],
          'ses:recipients': ['ann@example.org', 'bob@example.org'],
        },
      },
    ]);
  });

  it('is the configuration set too, if mail has one', () => {
    const mail = { FromEmailAddress: 'shop@other.com', Destination, ConfigurationSetName: 'own' };
    const [call] = sesCalls('SendEmail', mail, identities);
    expect(call?.resources).toEqual([
      `arn:aws:ses:${HERE}:identity/shop@other.com`,
      `arn:aws:ses:${HERE}:configuration-set/own`,
    ]);
    expect(call?.conditionKeys).not.toHaveProperty('ses:fromdisplayname');
  });

  it('is nothing for mail that is refused in any case', () => {
    expect(sesCalls('SendEmail', { Destination }, identities)).toEqual([]);
    expect(sesCalls('SendEmail', { FromEmailAddress: 'a@example.com' }, identities)).toEqual([]);
  });

  it('is the identity that is to be', () => {
    expect(sesCalls('CreateEmailIdentity', { EmailIdentity: 'example.net' }, identities)).toEqual([
      asked('ses:CreateEmailIdentity', `arn:aws:ses:${HERE}:identity/example.net`),
    ]);
  });
});

describe('what a request to SNS asks for', () => {
  it.each([
    ['PhoneNumber', '+41791234567'],
    ['TopicArn', `arn:aws:sns:${HERE}:topic`],
    ['TargetArn', `arn:aws:sns:${HERE}:target`],
  ])('is on its %s', (name, resource) => {
    expect(snsCalls('Publish', new URLSearchParams({ [name]: resource }))).toEqual([
      asked('sns:Publish', resource),
    ]);
  });

  it('is on everything for what names nothing', () => {
    expect(snsCalls('ListTopics', new URLSearchParams())).toEqual([asked('sns:ListTopics', '*')]);
  });
});

describe('what a request to S3 asks for', () => {
  it.each([
    ['GET', '/box/a/b', 's3:GetObject', 'box/a/b'],
    ['HEAD', '/box/a%20b', 's3:GetObject', 'box/a b'],
    ['PUT', '/box/a?x-id=PutObject', 's3:PutObject', 'box/a'],
    ['POST', '/box/a?uploads', 's3:PutObject', 'box/a'],
    ['DELETE', '/box/a', 's3:DeleteObject', 'box/a'],
    ['GET', '/box?list-type=2&prefix=a', 's3:ListBucket', 'box'],
    ['HEAD', '/box/', 's3:ListBucket', 'box'],
  ])('%s %s', (method, url, action, resource) => {
    expect(s3Calls({ method, url, headers: {} })).toEqual([asked(action, `arn:aws:s3:::${resource}`)]);
  });

  it('is reading for the source of a copy', () => {
    const headers = { 'x-amz-copy-source': '/other/b?versionId=1' };
    expect(s3Calls({ method: 'PUT', url: '/box/a', headers })).toEqual([
      asked('s3:GetObject', 'arn:aws:s3:::other/b'),
      asked('s3:PutObject', 'arn:aws:s3:::box/a'),
    ]);
  });

  it.each([
    ['GET', '/', 's3:ListAllMyBuckets'],
    ['GET', '/box?acl', 's3:*'],
    ['PUT', '/box/a?tagging', 's3:*'],
    ['POST', '/box?delete', 's3:*'],
    ['PATCH', '/box/a', 's3:*'],
  ])('is everything for %s %s', (method, url, action) => {
    expect(s3Calls({ method, url, headers: {} })).toEqual([asked(action, '*')]);
  });
});
