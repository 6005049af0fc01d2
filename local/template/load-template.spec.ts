import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadTemplate } from './load-template';
import type { PhysicalNames, Resource } from './resource';
import { any, read, reads, runs, type TypeRule } from './rules/rule';
import { typeRule } from './rules/type-rules';

const names: PhysicalNames = ({ logicalId, properties }) => ({
  ref: typeof properties.Name === 'string' ? properties.Name : `${logicalId}-name`,
  attribute: (name) => (name === 'Arn' ? `arn:${logicalId}` : undefined),
});

/** Resources of types that only this test knows. */
const everything = reads('A B Calls F Name Of Own Peer PeerArn Stage Table', any);
const ruleOf = (type: string): TypeRule =>
  type.startsWith('AWS::Serverless::Function') ? typeRule(type) : runs(everything, { Note: read(any) });

describe('loadTemplate', () => {
  let folder: string;

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'template-'));
  });

  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  function resolve(text: string, parameters: Record<string, string> = {}): Resource[] {
    const file = join(folder, 'template.yaml');
    writeFileSync(file, text);
    return loadTemplate({ file, parameters, ruleOf }).resolve(names);
  }

  function problem(text: string, parameters: Record<string, string> = {}): string {
    try {
      resolve(text, parameters);
    } catch (error) {
      return error instanceof Error ? error.message.replace(`${folder}/`, '') : String(error);
    }
    return 'none';
  }

  it('resolves resources that refer to each other, in the order of the template', () => {
    const resources = resolve(`
Parameters: { Stage: { Type: String, Default: dev } }
Resources:
  A:
    Type: T::A
    Metadata: { Note: !Ref Stage }
    Properties: { Peer: !Ref B, PeerArn: !GetAtt B.Arn, Stage: !Ref Stage }
  B:
    Type: T::B
    DependsOn: A
    Properties: { Name: !Sub 'b-\${Stage}-\${AWS::AccountId}' }
`);

    expect(resources).toMatchObject([
      {
        logicalId: 'A',
        type: 'T::A',
        metadata: { Note: 'dev' },
        properties: { Peer: 'b-dev-000000000000', PeerArn: 'arn:B', Stage: 'dev' },
      },
      { logicalId: 'B', type: 'T::B', metadata: {}, properties: { Name: 'b-dev-000000000000' } },
    ]);
  });

  it('leaves out resources whose condition does not hold', () => {
    const text = `
Parameters: { Stage: { Type: String, Default: dev } }
Conditions:
  IsProd: !Equals [!Ref Stage, prod]
  IsNotProd: !Not [!Condition IsProd]
Resources:
  Prod: { Type: T::A, Condition: IsProd }
  Other: { Type: T::A, Condition: IsNotProd }
`;

    expect(resolve(text).map(({ logicalId }) => logicalId)).toEqual(['Other']);
    expect(resolve(text, { Stage: 'prod' }).map(({ logicalId }) => logicalId)).toEqual(['Prod']);
  });

  it('puts Globals below the properties of functions', () => {
    const [resource] = resolve(`
Parameters: { Level: { Type: String, Default: INFO } }
Globals: { Function: { Timeout: 5, Environment: { Variables: { LEVEL: !Ref Level } } } }
Resources:
  F: { Type: AWS::Serverless::Function, Properties: { Handler: a.b } }
`);

    expect(resource?.properties).toEqual({
      Handler: 'a.b',
      Timeout: 5,
      Environment: { Variables: { LEVEL: 'INFO' } },
    });
  });

  it('lets what SAM takes out of a function refer to what refers to the function', () => {
    const [lambda] = resolve(`
Resources:
  F:
    Type: AWS::Serverless::Function
    Properties:
      Events: { A: { Type: HttpApi, Properties: { ApiId: !Ref Api } } }
      DeploymentPreference: { Alarms: [!Ref Alarm] }
  Api: { Type: AWS::Serverless::HttpApi, Properties: { Calls: !GetAtt F.Arn } }
  Alarm: { Type: AWS::CloudWatch::Alarm, Properties: { Of: !Ref F } }
`);

    expect(lambda?.properties).toEqual({
      Events: { A: { Type: 'HttpApi', Properties: { ApiId: 'Api-name' } } },
    });
  });

  it('can be resolved again with other names', () => {
    const file = join(folder, 'again.yaml');
    writeFileSync(file, 'Resources:\n  A: { Type: T, Properties: { B: !Ref B } }\n  B: { Type: T }\n');
    const template = loadTemplate({ file, parameters: {}, ruleOf });
    const named = (ref: string): Resource[] => template.resolve(() => ({ ref, attribute: () => undefined }));

    expect(named('one')[0]?.properties).toEqual({ B: 'one' });
    expect(named('two')[0]?.properties).toEqual({ B: 'two' });
  });

  it.each([
    [
      'a reference to nothing',
      'Resources:\n  A:\n    Type: T\n    Properties:\n      Table: !Ref Tabel\n',
      'template.yaml:5: Resources.A.Properties.Table: "Tabel" names no parameter and no resource; add it or correct the name',
    ],
    [
      'a circle',
      'Resources:\n  A: { Type: T, Properties: { B: !Ref B } }\n  B: { Type: T, Properties: { A: !Ref A } }\n',
      'template.yaml:2: Resources.A: refers to itself',
    ],
    [
      'a circle through what a function keeps',
      'Resources:\n  F: { Type: AWS::Serverless::Function, Properties: { Environment: !Ref A } }\n  A: { Type: T, Properties: { F: !Ref F } }\n',
      'template.yaml:2: Resources.F: refers to itself',
    ],
    [
      'a circle of conditions',
      'Conditions:\n  C: !Condition D\n  D: !Condition C\nResources:\n  A: { Type: T, Condition: C }\n',
      'template.yaml:2: Conditions.C: refers to itself',
    ],
    [
      'an unknown condition',
      'Resources:\n  A: { Type: T, Condition: C }\n',
      'template.yaml:2: Resources.A: Conditions has no "C"',
    ],
    [
      'a condition that is none',
      'Conditions:\n  C: maybe\nResources:\n  A: { Type: T, Condition: C }\n',
      'Conditions.C: must be true or false',
    ],
    [
      'a resource without a type',
      'Resources:\n\n  A: { Properties: {} }\n',
      'template.yaml:3: Resources.A: needs a Type',
    ],
    [
      'properties that are no map',
      'Resources:\n  A: { Type: T, Properties: [] }\n',
      'Resources.A.Properties: must be a map',
    ],
    ['no resources', 'Description: nothing\n', 'template.yaml:1: Resources: the template has no resources'],
    ['broken YAML', 'Resources:\n  A: [\n', 'template.yaml:3: not valid YAML'],
    [
      'an unknown tag',
      'Resources:\n  A: !Get B\n',
      'template.yaml:2: Resources.A: !Get is not a CloudFormation function',
    ],
    ['parameters that are no map', 'Parameters: []\n', 'template.yaml:1: Parameters: must be a map'],
  ])('names file, line and mend of %s', (_case, text, message) => {
    expect(problem(text)).toContain(message);
    expect(problem(text)).not.toContain('\n');
  });

  it('evaluates what is merged where it is used, and names the line where it is written', () => {
    const template = (table: string): string => `
Metadata:
  Base: &Base { Peer: !GetAtt B.Arn, Table: ${table} }
Resources:
  A: { Type: T, Properties: { <<: *Base, Own: 1 } }
  B: { Type: T }
`;

    expect(resolve(template('x'))[0]?.properties).toEqual({ Peer: 'arn:B', Table: 'x', Own: 1 });
    expect(problem(template('!Ref Tabel'))).toContain(
      'template.yaml:3: Resources.A.Properties.Table: "Tabel" names no parameter',
    );
  });

  it('names the line of a parameter without a value', () => {
    expect(problem('Parameters:\n\n  Stage: { Type: String }\n')).toBe(
      'template.yaml:3: Parameters.Stage: has no value; give it a Default or pass --parameter Stage=<value>',
    );
  });

  it.each(['AWS::SSM::Parameter::Value<String>', 'AWS::SSM::Parameter::Value<List<String>>'])(
    'says how to give what a parameter of the type %s stands for, where it is needed',
    (type) => {
      const text = (properties: string): string => `
Parameters: { Image: { Type: ${type}, Default: /a/b } }
Resources: { F: { Type: AWS::Serverless::Function, Properties: { ${properties} } } }
`;

      expect(problem(text('Tags: { Image: !Ref Image }'))).toBe('none');
      expect(problem(text('Handler: !Ref Image'))).toBe(
        'template.yaml:2: Parameters.Image: its value is not looked up in Systems Manager on this machine; ' +
          'give it with --parameter Image=<value> or as LOCAL_PARAMETER_Image=<value> in .env',
      );
      expect(problem(text('Policies: !Ref Image'), { Image: 'x' })).toBe('none');
    },
  );

  it('tells of text that is a number to SAM, for it stands without quotes', () => {
    const file = join(folder, 'quotes.yaml');
    writeFileSync(
      file,
      `Parameters:
  Code: { Type: String, Default: 007 }
  Size: { Type: Number, Default: 007 }
  Version: { Type: String, Default: 2.0 }
Resources:
  F: { Type: AWS::Serverless::Function, Properties: { Timeout: 007, Environment: { Variables: { V: 1.10, W: '1.10', X: 2.0 } } } }
`,
    );
    const template = loadTemplate({ file, parameters: {} });

    expect(
      template.remarks(template.resolve(names)).map((remark) => remark.replace(`${folder}/`, '')),
    ).toEqual([
      'quotes.yaml:2: Parameters.Code.Default: without quotes it is the number 7 to SAM; put it in quotes',
      'quotes.yaml:6: Resources.F.Properties.Environment.Variables.V: without quotes it is the number 1.1 to SAM; put it in quotes',
    ]);
  });

  it('says when the file cannot be read', () => {
    const file = join(folder, 'missing.yaml');

    expect(() => loadTemplate({ file, parameters: {} })).toThrow(
      /missing\.yaml: cannot be read \(.*ENOENT.*start from/,
    );
  });
});
