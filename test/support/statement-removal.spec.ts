import { LEADING_KEYS } from '../../local/permissions/condition';
import type { AwsCall, Statement } from '../../local/permissions/statement';
import { removeEach, type CallOfRole, type RemovalReport } from './statement-removal';

const own = { operator: 'ForAllValues:StringLike', key: LEADING_KEYS, values: ['iam/*'] };

function allow(
  actions: string[],
  resources = ['arn:log'],
  conditions: Statement['conditions'] = [],
): Statement {
  return { effect: 'Allow', actions, resources, conditions };
}

function called(action: string, resource = 'arn:log', stream = 'iam/user#1'): AwsCall {
  return { action, resources: [resource], conditionKeys: { [LEADING_KEYS]: [stream] } };
}

function remove(statements: Statement[], calls: AwsCall[], refused: AwsCall[] = []): RemovalReport {
  const of = (call: AwsCall): CallOfRole => ({ role: { logicalId: 'R' }, call });
  return removeEach([{ name: 'R', logicalId: 'R', statements }], calls.map(of), refused.map(of));
}

describe('removeEach', () => {
  it('finds nothing where everything is needed', () => {
    const statements = [
      allow(['d:query', 'd:putitem'], ['arn:log'], [own]),
      allow(['s:send'], ['arn:a', 'arn:b']),
    ];
    const calls = [
      called('d:Query'),
      called('d:PutItem'),
      called('s:Send', 'arn:a'),
      called('s:Send', 'arn:b'),
    ];
    expect(remove(statements, calls)).toEqual({
      tried: { statements: 2, actions: 2, resources: 2, conditions: 1 },
      idle: [],
    });
  });

  it.each<[string, Statement[], string[]]>([
    ['a statement', [allow(['d:query']), allow(['d:scan'])], ['R: statement 2 (Allow d:scan)']],
    ['an action', [allow(['d:query', 'd:scan'])], ['R: action d:scan of statement 1']],
    ['a resource', [allow(['d:query'], ['arn:log', 'arn:b'])], ['R: resource arn:b of statement 1']],
    [
      'a condition that another statement makes void',
      [allow(['d:query'], ['arn:log'], [own]), allow(['d:query'])],
      [
        'R: statement 1 (Allow d:query)',
        `R: condition ForAllValues:StringLike ${LEADING_KEYS} of statement 1`,
        'R: statement 2 (Allow d:query)',
      ],
    ],
    [
      'a condition that everything passes',
      [allow(['d:query'], ['arn:log'], [{ ...own, values: ['*'] }])],
      [`R: condition ForAllValues:StringLike ${LEADING_KEYS} of statement 1`],
    ],
  ])('finds %s that nothing needs', (_case, statements, idle) => {
    expect(remove(statements, [called('d:Query')]).idle).toEqual(idle);
  });

  it('finds a negated condition needed', () => {
    const notShop = { operator: 'ForAllValues:StringNotLike', key: LEADING_KEYS, values: ['shop/order#1'] };
    expect(remove([allow(['d:query'], ['arn:log'], [notShop])], [called('d:Query')]).idle).toEqual([]);
  });

  it('finds a Deny needed by what it must refuse', () => {
    const statements = [allow(['d:*']), { ...allow(['d:deleteitem']), effect: 'Deny' as const }];
    expect(remove(statements, [called('d:Query')]).idle).toEqual(['R: statement 2 (Deny d:deleteitem)']);
    expect(remove(statements, [called('d:Query')], [called('d:DeleteItem')]).idle).toEqual([]);
  });

  it('looks at the calls of the role alone', () => {
    const role = { name: 'R', logicalId: 'R', statements: [allow(['d:query'])] };
    const others = [{ role: { logicalId: 'S' }, call: called('d:Query') }];
    expect(removeEach([role, role], others)).toMatchObject({
      tried: { statements: 1 },
      idle: ['R: statement 1 (Allow d:query)'],
    });
  });
});
