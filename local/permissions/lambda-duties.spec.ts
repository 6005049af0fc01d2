import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { application } from '../application/application';
import { resourceNames } from '../application/resource-names';
import { silentLog } from '../runtime-log';
import { unknownEndpoints } from '../services/endpoints';
import { loadTemplate } from '../template/load-template';
import { Guard } from './guard';

const FIXTURE = 'local/fixtures/pipeline.template.yaml';

/** Holds what Lambda does for the functions of a template against their roles, as a start does. */
function check(file: string): void {
  const template = loadTemplate({ file, parameters: {} });
  const app = application(template, resourceNames(unknownEndpoints, 'http://127.0.0.1'));
  const guard = new Guard({ ...app, log: silentLog });
  for (const { functionId, purpose, calls } of app.duties) guard.require(functionId, purpose, calls);
}

describe('what Lambda does with the role of a function', () => {
  const folder = mkdtempSync(join(tmpdir(), 'duties-'));
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  const variant = (role: string, more = ''): string => {
    const file = join(folder, 'template.yaml');
    writeFileSync(
      file,
      `Resources:
  F:
    Type: AWS::Serverless::Function
    Metadata: { BuildMethod: esbuild, BuildProperties: { EntryPoints: [a.ts] } }
    Properties: { Runtime: nodejs24.x, Handler: a.b, Role: !GetAtt R.Arn, LoggingConfig: { LogGroup: !Ref Logs } }
  R:
    Type: AWS::IAM::Role
    Properties: { Policies: [{ PolicyName: P, PolicyDocument: { Statement: [${role}] } }] }
  Q: { Type: AWS::SQS::Queue }
  Dead: { Type: AWS::SQS::Queue }
  Box: { Type: AWS::S3::Bucket }
  K: { Type: AWS::Kinesis::Stream, Properties: { ShardCount: 1 } }
  T:
    Type: AWS::DynamoDB::Table
    Properties: { StreamSpecification: { StreamViewType: NEW_IMAGE } }
${more}`,
    );
    return file;
  };
  const logGroup = '  Logs: { Type: AWS::Logs::LogGroup }\n';
  const allow = (actions: string, resource: string): string =>
    `{ Effect: Allow, Action: [${actions}], Resource: ${resource} }`;
  const logs = allow('"logs:CreateLogStream", "logs:PutLogEvents"', '!GetAtt Logs.Arn');
  const mapping = (source: string, more = ''): string =>
    `${logGroup}  M: { Type: AWS::Lambda::EventSourceMapping, Properties: { FunctionName: !Ref F, EventSourceArn: !GetAtt ${source}, StartingPosition: TRIM_HORIZON ${more} } }\n`;

  it.each([FIXTURE, 'template.yaml'])('is allowed in %s', (file) => {
    expect(() => {
      check(file);
    }).not.toThrow();
  });

  it('is writing logs', () => {
    check(variant(logs, logGroup));
    const without = variant(allow('"logs:CreateLogStream"', '!GetAtt Logs.Arn'), logGroup);
    expect(() => {
      check(without);
    }).toThrow(
      /^F cannot write its log: User: \S+R\/F is not authorized to perform: logs:PutLogEvents on resource: arn:aws:logs:us-east-1:000000000000:log-group:Logs:\S+ because .*; add .* of R;/,
    );
  });

  it('is making the log group when the template has none', () => {
    const role = logs.replace('!GetAtt Logs.Arn', '"*"');
    const file = variant(role);
    writeFileSync(file, readFileSync(file, 'utf8').replace(', LoggingConfig: { LogGroup: !Ref Logs }', ''));
    expect(() => {
      check(file);
    }).toThrow(
      /^F cannot write its log: .* logs:CreateLogGroup on resource: \S+:log-group:\/aws\/lambda\/F /,
    );
  });

  it('is sending what failed each time to the dead-letter queue', () => {
    const file = variant(logs, logGroup);
    const queue = 'DeadLetterQueue: { Type: SQS, TargetArn: !GetAtt Q.Arn }';
    const text = readFileSync(file, 'utf8');
    writeFileSync(
      file,
      text.replace('LoggingConfig: { LogGroup: !Ref Logs }', (it) => `${it}, ${queue}`),
    );
    expect(() => {
      check(file);
    }).toThrow(/^F cannot reach its dead-letter queue: .* sqs:SendMessage on resource: \S+:Q /);
  });

  it.each([
    ['Q.Arn', '"sqs:ReceiveMessage", "sqs:DeleteMessage"', 'Q.Arn', 'sqs:GetQueueAttributes'],
    ['K.Arn', '"kinesis:Describe*", "kinesis:Get*"', 'K.Arn', 'kinesis:ListShards'],
    ['T.StreamArn', '"dynamodb:*"', 'T.StreamArn', 'dynamodb:ListStreams'],
    ['T.StreamArn', '"dynamodb:ListStreams"', 'T.StreamArn', 'dynamodb:DescribeStream'],
  ])('is reading %s', (source, actions, resource, missing) => {
    const file = variant(`${logs}, ${allow(actions, `!GetAtt ${resource}`)}`, mapping(source));
    expect(() => {
      check(file);
    }).toThrow(new RegExp(`^M cannot read its source: .* perform: ${missing} on resource: arn:`));
  });

  it.each([
    ['Dead.Arn', '"sqs:ReceiveMessage"', 'Dead.Arn', 'sqs:SendMessage'],
    ['Box.Arn', '"s3:PutObject"', "!Sub '${Box.Arn}/*'", 's3:ListBucket'],
    ['Box.Arn', '"s3:ListBucket"', 'Box.Arn', 's3:PutObject'],
  ])('is sending what is given up to %s', (destination, actions, resource, missing) => {
    const onFailure = `, DestinationConfig: { OnFailure: { Destination: !GetAtt ${destination} } }`;
    const on = resource.startsWith('!') ? resource : `!GetAtt ${resource}`;
    const reading = allow('"kinesis:*"', '!GetAtt K.Arn');
    const file = variant(`${logs}, ${reading}, ${allow(actions, on)}`, mapping('K.Arn', onFailure));
    expect(() => {
      check(file);
    }).toThrow(
      new RegExp(`^M cannot reach its failure destination: .* perform: ${missing} on resource: arn:`),
    );
  });
});
