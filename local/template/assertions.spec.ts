import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadTemplate } from './load-template';

describe('Rules', () => {
  const folder = mkdtempSync(join(tmpdir(), 'rules-'));

  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  function problem(rules: string, parameters: Record<string, string> = {}): string {
    const file = join(folder, 'template.yaml');
    writeFileSync(
      file,
      `Parameters:
  Stage: { Type: String, Default: dev }
  Issuer: { Type: String, Default: '' }
  Zones: { Type: CommaDelimitedList, Default: 'a,b' }
  Copies: { Type: Number, Default: 1 }
  Secret: { Type: AWS::SSM::Parameter::Value<String>, Default: /a/b }
Resources: { Queue: { Type: AWS::SQS::Queue } }
Rules:
${rules}
`,
    );
    try {
      loadTemplate({ file, parameters });
    } catch (error) {
      return error instanceof Error ? error.message.replaceAll(`${folder}/`, '') : String(error);
    }
    return 'none';
  }

  const needsIssuer = `  ProdNeedsIssuer:
    RuleCondition: !Equals [!Ref Stage, prod]
    Assertions:
      - Assert: !Not [!Equals [!Ref Issuer, '']]
        AssertDescription: prod needs an Issuer
      - Assert: { 'Fn::Contains': [['1', '2'], !Ref Copies] }
        AssertDescription: prod has one or two copies`;

  it('are asked only where their condition holds', () => {
    expect(problem(needsIssuer)).toBe('none');
    expect(problem(needsIssuer, { Stage: 'prod', Issuer: 'https://a.example', Copies: '2' })).toBe('none');
  });

  it('refuse the start with all that does not hold, each with its rule and its line', () => {
    const others = `${needsIssuer}\n  Always:\n    Assertions: [{ Assert: !Equals [a, b] }]`;

    expect(problem(others, { Stage: 'prod', Copies: '3' })).toBe(
      [
        'template.yaml:12: Rules.ProdNeedsIssuer.Assertions.0: prod needs an Issuer',
        'template.yaml:14: Rules.ProdNeedsIssuer.Assertions.1: prod has one or two copies',
        'template.yaml:17: Rules.Always.Assertions.0: this rule does not hold',
      ].join('\n'),
    );
  });

  it.each([
    ["!EachMemberEquals [!Ref Zones, 'a']", false],
    ["!EachMemberEquals [[!Ref Stage, dev], 'dev']", true],
    ['!EachMemberIn [!Ref Zones, [a, b, c]]', true],
    ['!EachMemberIn [!Ref Zones, [a]]', false],
    ['!EachMemberIn [[], [a]]', true],
    ['!Contains [!Ref Zones, b]', true],
    ['!Contains [!Ref Zones, c]', false],
    ['!Contains [[1, 2], !Ref Copies]', true],
    ['!And [!Equals [a, a], !Equals [a, b]]', false],
    ['!Or [!Equals [a, a], !Equals [a, b]]', true],
    ['!Not [!Or [!Equals [a, c], !Equals [a, b]]]', true],
    ['!Equals [!Ref AWS::Region, us-east-1]', true],
  ])('evaluate %s: %s', (assertion, holds) => {
    const found = problem(`  R: { Assertions: [{ Assert: ${assertion} }] }`);

    expect(found).toBe(holds ? 'none' : 'template.yaml:9: Rules.R.Assertions.0: this rule does not hold');
  });

  it.each([
    ['{ Assertions: [{ Assert: !Condition IsProd }] }', 'Condition does not run in a rule on this machine'],
    ['{ Assertions: [{ Assert: !If [a, true, false] }] }', 'Fn::If does not run in a rule'],
    [
      '{ Assertions: [{ Assert: !Equals [!RefAll AWS::EC2::VPC::Id, x] }] }',
      'Fn::RefAll does not run in a rule',
    ],
    ['{ Assertions: [{ Assert: !Equals [!ValueOf [a, b], x] }] }', 'Fn::ValueOf does not run in a rule'],
    ['{ Assertions: [{ Assert: { Fn::ValueOfAll: [a, b] } }] }', 'Fn::ValueOfAll does not run in a rule'],
    ['{ Assertions: [{ Assert: {} }] }', 'an empty map does not run in a rule'],
    [
      '{ Assertions: [{ Assert: !Equals [!Ref Queue, a] }] }',
      'a rule knows parameters alone, and "Queue" is none',
    ],
    ['{ Assertions: [{ Assert: !Ref Stage }] }', 'must be a rule function that is true or false, not "dev"'],
    ['{ Assertions: [{ Assert: !Contains [a, b] }] }', 'Fn::Contains needs a list, not "a"'],
    ['{ Assertions: [{ Assert: !Contains [[a]] }] }', 'Fn::Contains needs a list of 2'],
    ['{ Assertions: [{ Assert: !Contains [[a], [b]] }] }', 'Fn::Contains needs text, not ["b"]'],
    ['{ Assertions: [{ Assertion: true }] }', 'is not one of Assert, AssertDescription'],
    ['{ Assertions: [{ AssertDescription: a }] }', 'needs an Assert'],
    ['{ Assertions: [], Asertions: [] }', 'did you mean Assertions?'],
    ['{ RuleCondition: true }', 'Rules.R: needs Assertions'],
    ['text', 'Rules.R: must be a map'],
  ])('are refused when they cannot be evaluated: %s', (rule, message) => {
    expect(problem(`  R: ${rule}`)).toContain('template.yaml:9: ');
    expect(problem(`  R: ${rule}`)).toContain(message);
  });

  it('need the value of a parameter that is looked up elsewhere', () => {
    const rule = '  R: { Assertions: [{ Assert: !Equals [!Ref Secret, a] }] }';

    expect(problem(rule)).toContain('Parameters.Secret: its value is not looked up in Systems Manager');
    expect(problem(rule, { Secret: 'a' })).toBe('none');
  });
});
