import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { NOWHERE } from '../../test/support/local/clients';
import { loadTemplate } from '../template/load-template';
import { omissions, sentence, type Omission } from './omissions';
import { resourceNames } from './resource-names';

describe('omissions', () => {
  const folder = mkdtempSync(join(tmpdir(), 'omissions-'));

  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  /** Of a template with one resource. */
  function of(type: string, properties = '{}'): Omission[] {
    const file = join(folder, 'template.yaml');
    writeFileSync(file, `Resources:\n  It: { Type: ${type}, Properties: ${properties} }\n`);
    const template = loadTemplate({ file, parameters: {} });
    return omissions(template.resolve(resourceNames(NOWHERE, 'http://127.0.0.1')));
  }

  const named = (type: string, properties?: string): [string, boolean][] =>
    of(type, properties).map(({ description, matters }) => [description, matters]);

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
    'AWS::Logs::LogGroup',
  ])('do not name %s, which runs', (type) => {
    expect(of(type)).toEqual([]);
  });

  it.each([
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
    expect(named(type)).toEqual([[`It (${type})`, false]]);
  });

  it.each([
    [
      'AWS::SQS::Queu',
      '{}',
      'It (AWS::SQS::Queu) does not run on this machine: did you mean AWS::SQS::Queue?',
    ],
    [
      'AWS::SQS::Queue',
      '{ VisiblityTimeout: 5 }',
      'It.VisiblityTimeout does not run on this machine: this machine does not know it; did you mean VisibilityTimeout?',
    ],
    [
      'AWS::Serverless::Function',
      '{ Events: { E: { Type: httpapi } } }',
      'It.Events.E (event httpapi) does not run on this machine: nothing on this machine sends such events; did you mean HttpApi?',
    ],
  ])('say what was meant by a slip in %s %s', (type, properties, said) => {
    expect(of(type, properties).map(sentence)).toEqual([said]);
  });

  it.each(['AWS::Serverless::StateMachine', 'AWS::Lambda::Function', 'AWS::SNS::Topic', 'Custom::Thing'])(
    'name %s as something that matters',
    (type) => {
      expect(named(type)).toEqual([[`It (${type})`, true]]);
    },
  );

  it.each([
    ['AWS::Serverless::Function', 'DeploymentPreference', false],
    ['AWS::Serverless::Function', 'Tags', false],
    ['AWS::Serverless::Function', 'EventInvokeConfig', true],
    ['AWS::Serverless::Function', 'VpcConfig', true],
    ['AWS::Serverless::Function', 'NewestProperty', true],
    ['AWS::Serverless::HttpApi', 'DefaultRouteSettings', false],
    ['AWS::Serverless::HttpApi', 'StageName', true],
    ['AWS::Lambda::EventSourceMapping', 'MetricsConfig', false],
    ['AWS::Lambda::EventSourceMapping', 'Queues', true],
    ['AWS::DynamoDB::Table', 'Tags', false],
    ['AWS::DynamoDB::Table', 'KinesisStreamSpecification', true],
    ['AWS::S3::Bucket', 'NotificationConfiguration', true],
    ['AWS::SQS::Queue', 'toString', true],
    ['AWS::IAM::Role', 'Colour', true],
  ])('name of %s its %s', (type, name, matters) => {
    expect(named(type, `{ ${name}: {} }`)).toEqual([[`It.${name}`, matters]]);
  });

  it.each([
    [
      'AWS::Serverless::Function',
      '{ LoggingConfig: { LogFormat: JSON } }',
      'It.LoggingConfig.LogFormat',
      false,
    ],
    ['AWS::Serverless::Function', '{ Environment: { Files: [] } }', 'It.Environment.Files', true],
    [
      'AWS::Serverless::Function',
      '{ Events: { W: { Type: SQS, Properties: { Queue: q, MetricsConfig: {} } } } }',
      'It.Events.W.MetricsConfig',
      false,
    ],
    [
      'AWS::DynamoDB::Table',
      '{ StreamSpecification: { StreamView: x } }',
      'It.StreamSpecification.StreamView',
      true,
    ],
    ['AWS::Events::Rule', '{ Targets: [{ Id: a, EcsParameters: {} }] }', 'It.Targets.EcsParameters', true],
    [
      'AWS::Events::Rule',
      '{ ScheduleExpression: rate(1 day) }',
      'It.ScheduleExpression (nothing fires at its time)',
      true,
    ],
    [
      'AWS::DynamoDB::Table',
      '{ TimeToLiveSpecification: { AttributeName: a, Enabled: true } }',
      'It.TimeToLiveSpecification (deletion of what has expired)',
      false,
    ],
  ])('name what stands deeper: %s %s', (type, properties, description, matters) => {
    expect(named(type, properties)).toEqual([[description, matters]]);
  });

  it('do not name what is not there in the end', () => {
    expect(of('AWS::Serverless::Function', '{ VpcConfig: !Ref AWS::NoValue }')).toEqual([]);
  });

  it('do not name what a property does here too', () => {
    expect(
      of('AWS::Serverless::Function', '{ AutoPublishAlias: live, ReservedConcurrentExecutions: 5 }'),
    ).toEqual([]);
    expect(
      of('AWS::Lambda::EventSourceMapping', '{ MaximumRetryAttempts: -1, MaximumRecordAgeInSeconds: 60 }'),
    ).toEqual([]);
  });

  it('do not name the permission that the HTTP API is held to', () => {
    expect(of('AWS::Lambda::Permission', '{ Principal: apigateway.amazonaws.com }')).toEqual([]);
    expect(named('AWS::Lambda::Permission', '{ Principal: !ImportValue x }')).toEqual([
      ['It (AWS::Lambda::Permission)', false],
    ]);
  });

  it('name events that never come', () => {
    const events =
      '{ Http: { Type: HttpApi }, Nightly: { Type: Schedule, Properties: !GetAZs x }, Nonsense: text }';

    expect(named('AWS::Serverless::Function', `{ Events: ${events} }`)).toEqual([
      ['It.Events.Nightly (event Schedule)', true],
      ['It.Events.Nonsense (event of no type)', true],
    ]);
  });

  it('name sections, transforms and attributes', () => {
    const file = join(folder, 'template.yaml');
    writeFileSync(
      file,
      `Transform: [AWS::Serverless-2016-10-31, My::Macro]
Description: a
Hooks: {}
Colours: {}
Resources:
  It: { Type: AWS::SQS::Queue, DependsOn: x, Connectors: {}, Propertys: {} }
`,
    );
    const template = loadTemplate({ file, parameters: {} });
    const all = omissions(template.resolve(resourceNames(NOWHERE, '')), template.unread);

    expect(all.filter(({ matters }) => matters).map(({ description }) => description)).toEqual([
      'Hooks',
      'Colours',
      'Transform My::Macro',
      'It.Connectors',
      'It.Propertys',
    ]);
  });

  it('say why', () => {
    const [omission] = of('AWS::Serverless::Function', '{ VpcConfig: {} }');

    expect(omission && sentence(omission)).toMatch(
      /^It\.VpcConfig does not run on this machine: there are no networks/,
    );
  });
});
