import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { gateway, seenFromContainers } from '../../scripts/sam/container-address';
import { recordOf, verdict } from '../../scripts/sam/fixtures';
import { machineArchitecture } from '../../scripts/sam/lambda-image';
import { localVariables, withVariables } from '../../scripts/sam/local-template';

const endpoints = {
  dynamodb: 'http://172.17.0.1:1',
  sqs: 'http://172.17.0.1:2',
  s3: 'http://172.17.0.1:2',
  kinesis: 'http://172.17.0.1:3',
  eventbridge: 'http://172.17.0.1:4',
  lambda: 'http://172.17.0.1:5',
  secretsmanager: 'http://172.17.0.1:6',
  ses: 'http://172.17.0.1:7',
  sns: 'http://172.17.0.1:8',
  scheduler: 'http://172.17.0.1:9',
};

describe('the address of this machine for containers', () => {
  it.each([
    ['[{"Subnet":"172.17.0.0/16","Gateway":"172.17.0.9"}]', '172.17.0.9'],
    ['[{"Subnet":"10.1.2.0/24"}]', '10.1.2.1'],
  ])('is found in %s', (ipamConfig, address) => {
    expect(gateway(ipamConfig)).toBe(address);
  });

  it('is not guessed', () => {
    expect(() => gateway('[]')).toThrow('has no address for this machine: []');
  });

  it('replaces the own address and loopback in endpoints, and nothing else', () => {
    const mixed = {
      ...endpoints,
      s3: 'http://127.0.0.1:9000',
      kinesis: 'https://kinesis.eu-west-1.amazonaws.com',
    };
    expect(seenFromContainers(mixed, { bind: '172.17.0.1', seenAs: 'host.docker.internal' })).toEqual({
      dynamodb: 'http://host.docker.internal:1',
      sqs: 'http://host.docker.internal:2',
      s3: 'http://host.docker.internal:9000',
      kinesis: 'https://kinesis.eu-west-1.amazonaws.com',
      eventbridge: 'http://host.docker.internal:4',
      lambda: 'http://host.docker.internal:5',
      secretsmanager: 'http://host.docker.internal:6',
      ses: 'http://host.docker.internal:7',
      sns: 'http://host.docker.internal:8',
      scheduler: 'http://host.docker.internal:9',
    });
  });
});

describe('the template for sam local', () => {
  const variables = localVariables(endpoints);

  it('gives every function the endpoints and the names of what it uses', () => {
    expect([...variables.keys()]).toContain('SystemApi');
    expect(variables.get('EventBroker')).toMatchObject({
      CATCH_UP_DEAD_LETTER_QUEUE: 'http://172.17.0.1:2/000000000000/CatchUpDeadLetterQueue',
      SERVICE_NAME: 'foldline',
      AWS_ENDPOINT_URL_SQS: 'http://172.17.0.1:2',
    });
  });

  it('holds them as plain text, and the architecture of the machine', () => {
    const changed = parse(withVariables(builtTemplate, variables, 'x86_64')) as typeof built;
    expect(changed.Parameters.Architecture.Default).toBe('x86_64');
    expect(changed.Resources.EventBroker.Properties).toEqual({
      CodeUri: 'EventBroker',
      Environment: { Variables: variables.get('EventBroker') },
    });
  });

  it('leads routes to functions themselves, as sam local makes no aliases', () => {
    const uri = { 'Fn::Sub': 'arn:${AWS::Partition}:functions/${IamQueries.Alias}/invocations' };
    const changed = withVariables(JSON.stringify({ ...built, uri }), variables, 'x86_64');
    expect((parse(changed) as { uri: unknown }).uri).toEqual({
      'Fn::Sub': 'arn:${AWS::Partition}:functions/${IamQueries.Arn}/invocations',
    });
  });

  it('leaves template.yaml without endpoints, so that deployed functions call AWS', () => {
    expect(readFileSync('template.yaml', 'utf8')).not.toContain('AWS_ENDPOINT_URL');
  });
});

const built = {
  Parameters: { Architecture: { Default: 'arm64' } },
  Resources: {
    EventBroker: {
      Properties: {
        CodeUri: 'EventBroker',
        Environment: { Variables: { IAM_USER_QUEUES: { 'Fn::Join': [' ', [{ Ref: 'IamUserQueue' }]] } } },
      },
    },
  },
};
const builtTemplate = JSON.stringify(built);

describe('the architecture of a machine', () => {
  it.each([
    ['arm64', 'arm64'],
    ['x64', 'x86_64'],
  ])('of Node is %s, of Lambda %s', (node, lambda) => {
    expect(machineArchitecture(node)).toBe(lambda);
  });
});

describe('the answer of sam local invoke', () => {
  it('is the last line, after what the function logged', () => {
    expect(recordOf('{"level":"INFO"}\nplain\n{"statusCode":202}\n')).toEqual({ statusCode: 202 });
  });

  it.each([
    [{ statusCode: 404 }, 'status 404'],
    [{ batchItemFailures: [] }, 'whole batch'],
  ])('is good when it is %j', (answer, words) => {
    expect(verdict(answer)).toBe(words);
  });

  it.each([
    [{ statusCode: 500 }],
    [{ batchItemFailures: [{ itemIdentifier: '1' }] }],
    [{ errorType: 'Runtime.ImportModuleError', errorMessage: 'no such module' }],
    [null],
  ])('is a failure when it is %j', (answer) => {
    expect(() => verdict(answer)).toThrow(`it answered ${JSON.stringify(answer)}`);
  });
});
