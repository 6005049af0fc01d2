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
  ])('do not name %s, which runs', (type) => {
    expect(omissions([resource(type)])).toEqual([]);
  });

  it.each([
    'AWS::IAM::Role',
    'AWS::Logs::LogGroup',
    'AWS::CloudWatch::Alarm',
    'AWS::KMS::Key',
    'AWS::S3::BucketPolicy',
    'AWS::SQS::QueuePolicy',
    'AWS::Lambda::Permission',
  ])('name %s as harmless', (type) => {
    expect(omissions([resource(type)])).toEqual([{ description: `It (${type})`, matters: false }]);
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
