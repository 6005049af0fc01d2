import { similarTo, suggestion } from './similar';
import { runningTypes } from './rules/type-rules';

describe('similarTo', () => {
  const types = Object.keys(runningTypes);

  it.each([
    ['AWS::SQS::Queu', 'AWS::SQS::Queue'],
    ['AWS::Sqs::Queue', 'AWS::SQS::Queue'],
    ['AWS::Serverless::Functoin', 'AWS::Serverless::Function'],
    ['AWS::DynamoDb::Tabel', 'AWS::DynamoDB::Table'],
    ['AWS:SQS::Queue', 'AWS::SQS::Queue'],
    ['AWS::Kinesis::Streams', 'AWS::Kinesis::Stream'],
  ])('finds what %s was meant to be', (name, meant) => {
    expect(similarTo(name, types)).toBe(meant);
  });

  it.each(['AWS::SNS::Topic', 'Custom::Thing', 'AWS::EC2::VPC', ''])('finds nothing for %s', (name) => {
    expect(similarTo(name, types)).toBeUndefined();
    expect(suggestion(name, types)).toBe('');
  });

  it('prefers what is nearer', () => {
    expect(similarTo('Polices', ['Policy', 'Policies'])).toBe('Policies');
  });
});
