import { readFileSync } from 'node:fs';
import { readTemplate, valueAt } from '../../scripts/wiring/template-document';

interface Statement {
  readonly Effect: 'Allow' | 'Deny';
  readonly Action: string | readonly string[];
  readonly Resource: string | readonly string[];
}

describe('docs/stack-policy.json', () => {
  const { Statement } = JSON.parse(readFileSync('docs/stack-policy.json', 'utf8')) as {
    Statement: Statement[];
  };
  const denied = Statement.filter(({ Effect }) => Effect === 'Deny');

  it('protects tables that template.yaml has, from being replaced or removed', () => {
    expect(denied.map(({ Action }) => Action)).toEqual([['Update:Replace', 'Update:Delete']]);
    const names = denied
      .flatMap(({ Resource }) => Resource)
      .map((id) => id.replace('LogicalResourceId/', ''));
    expect(names).toEqual(['EventLogTable', 'UniqueValuesTable']);
    const types = names.map((name) => valueAt(readTemplate(), 'Resources', name, 'Type'));
    expect(types).toEqual(names.map(() => 'AWS::DynamoDB::Table'));
  });
});
