import type { JsonObject } from '../template/json';
import type { Resource } from '../template/resource';
import { omissions } from './omissions';

function resource(type: string, properties: JsonObject = {}): Resource {
  return { logicalId: 'It', type, properties, metadata: {} };
}

describe('omissions', () => {
  it.each([
    'AWS::Serverless::Function',
    'AWS::Serverless::HttpApi',
    'AWS::Lambda::EventSourceMapping',
    'AWS::DynamoDB::Table',
    'AWS::SQS::Queue',
    'AWS::Kinesis::Stream',
    'AWS::S3::Bucket',
    'AWS::Events::Rule',
    'AWS::IAM::Role',
  ])('do not name %s, which runs', (type) => {
    expect(omissions([resource(type)])).toEqual([]);
  });

  it.each([
    'AWS::Logs::LogGroup',
    'AWS::Logs::MetricFilter',
    'AWS::CloudWatch::Alarm',
    'AWS::CloudWatch::CompositeAlarm',
    'AWS::CloudWatch::Dashboard',
    'AWS::CodeDeploy::Application',
    'AWS::CodeDeploy::DeploymentGroup',
    'AWS::KMS::Key',
    'AWS::S3::BucketPolicy',
    'AWS::SQS::QueuePolicy',
    'AWS::Lambda::Permission',
  ])('name %s as harmless', (type) => {
    expect(omissions([resource(type)])).toEqual([{ description: `It (${type})`, matters: false }]);
  });

  it.each([
    ['AWS::Serverless::Function', 'DeploymentPreference', false],
    ['AWS::Serverless::Function', 'Tags', false],
    ['AWS::Serverless::Function', 'EventInvokeConfig', true],
    ['AWS::Serverless::Function', 'VpcConfig', true],
    ['AWS::Serverless::HttpApi', 'DefaultRouteSettings', false],
    ['AWS::Serverless::HttpApi', 'StageName', true],
    ['AWS::Lambda::EventSourceMapping', 'MetricsConfig', false],
    ['AWS::Lambda::EventSourceMapping', 'Queues', true],
  ])('name of %s its %s', (type, name, matters) => {
    expect(omissions([resource(type, { [name]: {} })])).toEqual([{ description: `It.${name}`, matters }]);
  });

  it('name what a mapping has that is an event of a function', () => {
    const Properties = { Queue: 'arn:aws:sqs:::Work', BatchSize: 1, MetricsConfig: {} };
    const Events = { Work: { Type: 'SQS', Properties } };

    expect(omissions([resource('AWS::Serverless::Function', { Events })])).toEqual([
      { description: 'ItWork.MetricsConfig', matters: false },
    ]);
  });

  it('do not name what a property does here too', () => {
    const lambda = resource('AWS::Serverless::Function', {
      AutoPublishAlias: 'live',
      ReservedConcurrentExecutions: 5,
    });
    const mapping = resource('AWS::Lambda::EventSourceMapping', {
      MaximumRetryAttempts: -1,
      MaximumRecordAgeInSeconds: 60,
    });

    expect(omissions([lambda, mapping])).toEqual([]);
  });

  it('do not name the permission that the HTTP API is held to', () => {
    const Principal = 'apigateway.amazonaws.com';

    expect(omissions([resource('AWS::Lambda::Permission', { Principal })])).toEqual([]);
  });

  it('name the deletion of what has expired as harmless', () => {
    const TimeToLiveSpecification = { AttributeName: 'expiresAt', Enabled: true };
    expect(omissions([resource('AWS::DynamoDB::Table', { TimeToLiveSpecification })])).toEqual([
      { description: 'It.TimeToLiveSpecification (deletion of what has expired)', matters: false },
    ]);
  });

  it.each(['AWS::Serverless::StateMachine', 'AWS::Lambda::Function', 'AWS::SNS::Topic', 'Custom::Thing'])(
    'name %s as something that matters',
    (type) => {
      expect(omissions([resource(type)])).toEqual([{ description: `It (${type})`, matters: true }]);
    },
  );

  it.each([
    ['AWS::Events::Rule', { ScheduleExpression: 'rate(1 day)' }, 'It.ScheduleExpression (rate(1 day))'],
    [
      'AWS::Events::Rule',
      { ScheduleExpression: 'cron(0 3 * * ? *)', EventPattern: { source: ['shop'] } },
      'It.ScheduleExpression (cron(0 3 * * ? *))',
    ],
    [
      'AWS::Serverless::Function',
      { Events: { Nightly: { Type: 'Schedule', Properties: { Schedule: 'rate(1 day)' } } } },
      'It.Nightly (event Schedule, rate(1 day))',
    ],
    [
      'AWS::Serverless::Function',
      { Events: { Nightly: { Type: 'ScheduleV2', Properties: { ScheduleExpression: 'rate(1 day)' } } } },
      'It.Nightly (event ScheduleV2, rate(1 day))',
    ],
    ['AWS::Scheduler::Schedule', { ScheduleExpression: 'rate(1 day)' }, 'It (AWS::Scheduler::Schedule)'],
  ])('name a schedule, by which nothing is called here: %s %j', (type, properties, description) => {
    expect(omissions([resource(type, properties)])).toEqual([{ description, matters: true }]);
  });

  it('name events that never come', () => {
    const Events = {
      Http: { Type: 'HttpApi' },
      Nightly: { Type: 'Schedule' },
      Nonsense: 'text',
    };

    expect(omissions([resource('AWS::Serverless::Function', { Events })])).toEqual([
      { description: 'It.Nightly (event Schedule)', matters: true },
      { description: 'It.Nonsense (event of no type)', matters: true },
    ]);
  });
});
