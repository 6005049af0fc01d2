import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadTemplate } from '../template/load-template';
import { application, type Application } from './application';
import { omissions } from './omissions';
import { NOWHERE } from '../../test/support/local/clients';
import { resourceNames } from './resource-names';

const names = resourceNames(NOWHERE, 'http://127.0.0.1:3000');

describe('application', () => {
  it('finds functions, routes and mappings of a template', () => {
    const file = 'local/fixtures/pipeline.template.yaml';
    const { functions, builds, routes, mappings, cors } = application(
      loadTemplate({ file, parameters: {} }),
      names,
    );

    expect(functions.map(({ logicalId }) => logicalId)).toEqual(['Put', 'Forward', 'Route', 'Consume']);
    expect(functions[0]).toMatchObject({
      timeoutSeconds: 10,
      memoryMegabytes: 256,
      variables: { GREETING: 'hello', ITEMS: 'Items' },
    });
    expect(functions[2]?.variables.WORK).toBe('http://127.0.0.1:2/000000000000/Work.fifo');
    expect(builds.map(({ settings }) => settings.entryPoints)).toEqual([
      ['put.ts'],
      ['forward.ts'],
      ['route.ts'],
      ['consume.ts'],
    ]);
    expect(routes).toEqual([
      { functionId: 'Put', method: 'PUT', path: '/things/{id}' },
      { functionId: 'Put', method: 'PUT', path: '/items/{id}' },
    ]);
    expect(mappings.map(({ logicalId, functionId }) => [logicalId, functionId])).toEqual([
      ['ItemsMapping', 'Forward'],
      ['EventsMapping', 'Route'],
      ['WorkMapping', 'Consume'],
    ]);
    expect(cors).toBeUndefined();
  });

  it('understands canaries, reserved concurrency by parameter, and what stays when a stack goes', () => {
    const file = 'local/fixtures/operations.template.yaml';
    const reserving = (ReadersAtOnce: string): Application =>
      application(loadTemplate({ file, parameters: { ReadersAtOnce } }), names);

    expect(reserving('0').functions).toMatchObject([{ alias: 'live', reservedConcurrency: undefined }]);
    expect(reserving('5').functions).toMatchObject([{ alias: 'live', reservedConcurrency: 5 }]);
    expect(reserving('5').mappings).toMatchObject([
      { kind: 'dynamodb', maximumRetryAttempts: Infinity, maximumRecordAge: 43_200_000 },
    ]);
    expect(omissions(reserving('5').resources).filter(({ matters }) => matters)).toMatchObject([
      { description: 'Read.EventInvokeConfig' },
    ]);
  });

  it('understands the template of this project', () => {
    const { functions, mappings, routes } = application(
      loadTemplate({ file: 'template.yaml', parameters: {} }),
      names,
    );

    expect(functions.length).toBeGreaterThan(0);
    expect(mappings.length).toBeGreaterThan(0);
    expect(routes.length).toBeGreaterThan(0);
  });

  it('says that the log is not exported here, once it should be', () => {
    const missed = (LogExportDays: string): readonly string[] => {
      const template = loadTemplate({ file: 'template.yaml', parameters: { LogExportDays } });
      const { resources } = application(template, names);
      return omissions(resources)
        .filter(({ matters }) => matters)
        .map(({ description }) => description);
    };
    expect(missed('0')).toEqual([]);
    expect(missed('7')).toEqual(['LogExportSchedule (AWS::Scheduler::Schedule)']);
  });

  describe('of a template that cannot run', () => {
    const folder = mkdtempSync(join(tmpdir(), 'application-'));
    const lambda = 'Metadata: { BuildMethod: esbuild, BuildProperties: { EntryPoints: [a.ts] } }';

    afterAll(() => {
      rmSync(folder, { recursive: true });
    });

    function load(resources: string): Application {
      const file = join(folder, 'template.yaml');
      writeFileSync(file, `Resources:\n${resources}`);
      return application(loadTemplate({ file, parameters: {} }), names);
    }

    it.each([
      ['{}', 'id', 'S'],
      ['{ PrimaryKey: { Name: code, Type: Number } }', 'code', 'N'],
    ])('names no simple table with %s, which is a table', (properties, AttributeName, AttributeType) => {
      const { resources } = load(`  T: { Type: AWS::Serverless::SimpleTable, Properties: ${properties} }`);

      expect(resources).toMatchObject([
        {
          type: 'AWS::DynamoDB::Table',
          properties: {
            AttributeDefinitions: [{ AttributeName, AttributeType }],
            KeySchema: [{ AttributeName, KeyType: 'HASH' }],
          },
        },
      ]);
    });

    it.each([
      [
        'a function that is not built by esbuild',
        '  F: { Type: AWS::Serverless::Function, Properties: { Runtime: nodejs24.x, Handler: a.b } }',
        'template.yaml:2: Resources.F.Metadata: needs BuildMethod: esbuild',
      ],
      [
        'a function in another language',
        `  F: { Type: AWS::Serverless::Function, ${lambda}, Properties: { Runtime: python3.13, Handler: a.b } }`,
        'template.yaml:2: Resources.F.Properties: Runtime must be a Node.js one',
      ],
      [
        'a container image',
        '  F: { Type: AWS::Serverless::Function, Properties: { PackageType: Image } }',
        'container images do not run on this machine',
      ],
      [
        'a function without a handler',
        `  F: { Type: AWS::Serverless::Function, ${lambda}, Properties: { Runtime: nodejs24.x } }`,
        'needs a Handler',
      ],
      [
        'a timeout that is no number',
        `  F:\n    Type: AWS::Serverless::Function\n    ${lambda}\n    Properties:\n      Runtime: nodejs24.x\n      Handler: a.b\n      Timeout: long`,
        'template.yaml:8: Resources.F.Properties.Timeout: must be a number',
      ],
      [
        'an alias that is no text',
        `  F: { Type: AWS::Serverless::Function, ${lambda}, Properties: { Runtime: nodejs24.x, Handler: a.b, AutoPublishAlias: [a] } }`,
        'Resources.F.Properties.AutoPublishAlias: must be text',
      ],
      [
        'a variable that is no text',
        `  F: { Type: AWS::Serverless::Function, ${lambda}, Properties: { Runtime: nodejs24.x, Handler: a.b, Environment: { Variables: { A: [1] } } } }`,
        'Resources.F.Properties.Environment.Variables.A: must be text',
      ],
      [
        'a variable that is reserved',
        `  F: { Type: AWS::Serverless::Function, ${lambda}, Properties: { Runtime: nodejs24.x, Handler: a.b, Environment: { Variables: { AWS_REGION: eu-west-1 } } } }`,
        'Variables.AWS_REGION: is a variable that Lambda sets, and nobody else may; remove it',
      ],
      [
        'a mapping of a queue whose type has a slip',
        `  Q: { Type: AWS::SQS::Queu }\n  F:\n    Type: AWS::Serverless::Function\n    ${lambda}\n    Properties:\n      Runtime: nodejs24.x\n      Handler: a.b\n      Events: { E: { Type: SQS, Properties: { Queue: !GetAtt Q.Arn } } }`,
        'template.yaml:9: Resources.F.Properties.Events.E.Properties: its source Q is of the type AWS::SQS::Queu, which does not run on this machine; did you mean AWS::SQS::Queue?',
      ],
      [
        'two HTTP APIs',
        '  A: { Type: AWS::Serverless::HttpApi }\n  B: { Type: AWS::Serverless::HttpApi }',
        'template.yaml:3: Resources.B: this machine serves one HTTP API',
      ],
      [
        'an event that belongs to no API where there is one',
        `  A: { Type: AWS::Serverless::HttpApi }\n  F: { Type: AWS::Serverless::Function, ${lambda}, Properties: { Runtime: nodejs24.x, Handler: a.b, Events: { E: { Type: HttpApi } } } }`,
        'Resources.ServerlessHttpApi: SAM makes this second API for events that name none, and this machine serves one; give them ApiId: !Ref A',
      ],
      [
        'an API that wants requests signed',
        '  A: { Type: AWS::Serverless::HttpApi, Properties: { Auth: { EnableIamAuthorizer: true } } }',
        'Resources.A.Properties.Auth.EnableIamAuthorizer: signatures of requests are not checked on this machine',
      ],
    ])('names %s', (_case, resources, message) => {
      expect(() => load(resources)).toThrow(message);
    });
  });
});

describe('resourceNames', () => {
  const named = (type: string, properties = {}): ReturnType<typeof names> =>
    names({ logicalId: 'It', type, properties, metadata: {} });

  it('names functions, the API and mappings', () => {
    expect(named('AWS::Serverless::Function').ref).toBe('It');
    expect(named('AWS::Serverless::Function', { FunctionName: 'x' }).attribute('Arn')).toBe(
      'arn:aws:lambda:us-east-1:000000000000:function:x',
    );
    expect(named('AWS::Serverless::HttpApi').attribute('ApiEndpoint')).toBe('http://127.0.0.1:3000');
    expect(named('AWS::Lambda::EventSourceMapping').ref).toMatch(/^[\da-f-]{36}$/);
  });

  it('names the alias and the version under which a function is published', () => {
    const arn = 'arn:aws:lambda:us-east-1:000000000000:function:It';
    const published = named('AWS::Serverless::Function', { AutoPublishAlias: 'live' });

    expect(published.generated?.('Alias')).toBe(`${arn}:live`);
    expect(published.generated?.('Version')).toBe(`${arn}:1`);
    expect(published.attribute('Version.Version')).toBe('1');
    expect(named('AWS::Serverless::Function').generated?.('Alias')).toBeUndefined();
  });

  it('names what the local services have', () => {
    expect(named('AWS::SQS::Queue').ref).toBe('http://127.0.0.1:2/000000000000/It');
    expect(named('AWS::DynamoDB::Table').attribute('Arn')).toBe(
      'arn:aws:dynamodb:us-east-1:000000000000:table/It',
    );
  });

  it('knows no other attributes of what runs', () => {
    expect(named('AWS::SQS::Queue').attribute('Colour')).toBeUndefined();
    expect(named('AWS::Serverless::Function').attribute('toString')).toBeUndefined();
  });

  it('puts something where a key or an alarm is meant', () => {
    expect(named('AWS::KMS::Key').attribute('Arn')).toBe('arn:aws:kms:us-east-1:000000000000:It');
    expect(named('AWS::CloudWatch::Alarm').ref).toBe('It');
  });

  it('names roles and log groups, which permissions are about', () => {
    expect(named('AWS::IAM::Role').attribute('Arn')).toBe('arn:aws:iam::000000000000:role/It');
    expect(named('AWS::IAM::Role', { RoleName: 'r' }).ref).toBe('r');
    const group = named('AWS::Logs::LogGroup', { LogGroupName: '/a/b' });
    expect(group.ref).toBe('/a/b');
    expect(group.attribute('Arn')).toBe('arn:aws:logs:us-east-1:000000000000:log-group:/a/b:*');
  });
});
