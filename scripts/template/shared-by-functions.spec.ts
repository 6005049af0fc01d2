import { parse } from 'yaml';
import type { FunctionPlan } from '../../src/composition/plan/plan';
import { SharedByFunctions } from './shared-by-functions';
import { entries, Raw, type Yaml, type YamlMap } from './yaml';

const plan = (role: FunctionPlan['role'], variables: string[], ...keys: string[][]): FunctionPlan => ({
  id: `Shop-${role}`,
  role,
  entry: '',
  description: '',
  settings: {},
  variables,
  outside: [],
  permissions: keys.map((leadingKeys) => ({ actions: [], resources: [], leadingKeys })),
});

describe('what functions of a context share in template.yaml', () => {
  const queries = plan(
    'queries',
    ['EventLogTable', 'ShopOrdersTable', 'ShopLinesTable', 'ShopSeenTable'],
    ['shop/*'],
  );
  const projector = plan(
    'projector',
    ['EventLogTable', 'ShopLinesTable', 'ShopOrdersTable', 'CatchUpQueue'],
    ['shop/*'],
  );
  const others = plan(
    'commands',
    ['EventLogTable', 'ShopOrdersTable'],
    ['shop/*'],
    ['iam/*'],
    ['shop#*', 'shop/*'],
  );

  it('is a condition that two of them need, written by the first', () => {
    const shared = new SharedByFunctions('shop', [others, queries, projector]);
    const on = (...keys: string[]): string => entries({ Condition: shared.conditionOn(keys) }, 0).join('\n');
    const condition = '{ ForAllValues:StringLike: { dynamodb:LeadingKeys: [shop/*] } }';
    expect(on('shop/*')).toBe(`Condition: &onlyShop ${condition}`);
    expect(on('shop/*')).toBe('Condition: *onlyShop');
    expect(on('iam/*')).toBe(`Condition: ${condition.replace('shop', 'iam')}`);
    expect(on('shop#*', 'shop/*')).not.toMatch(/[&*]only/u);
  });

  it('is the names of the tables that are written and read', () => {
    const shared = new SharedByFunctions('shop', [others, queries, projector]);
    const both = { queries: shared.variablesOf(queries), projector: shared.variablesOf(projector) };
    const text = entries(both, 0).join('\n').replaceAll('!Ref ', '');
    expect(text).toContain('<<: &tablesOfShop');
    expect(text).toContain('<<: *tablesOfShop');
    expect(parse(text, { merge: true })).toEqual({
      queries: namesOf('EventLogTable', 'ShopSeenTable', 'ShopOrdersTable', 'ShopLinesTable'),
      projector: namesOf('EventLogTable', 'CatchUpQueue', 'ShopOrdersTable', 'ShopLinesTable'),
    });
    expect(shared.variablesOf(others)).toEqual({
      EVENT_LOG_TABLE: new Raw('!Ref EventLogTable'),
      SHOP_ORDERS_TABLE: new Raw('!Ref ShopOrdersTable'),
    });
  });

  it.each([
    ['one table alone', [plan('queries', ['ShopOrdersTable']), plan('projector', ['ShopOrdersTable'])]],
    ['tables of one function', [plan('queries', ['ShopOrdersTable', 'ShopLinesTable'])]],
    ['what is not of the context', [plan('queries', ['A', 'B']), plan('projector', ['A', 'B'])]],
  ])('is not %s', (_, functions) => {
    const shared = new SharedByFunctions('shop', functions);
    const all = functions.map((each): [string, YamlMap] => [each.id, shared.variablesOf(each)]);
    expect(entries(Object.fromEntries<Yaml>(all), 0).join('\n')).not.toContain('<<');
  });
});

/** `{ SHOP_LINES_TABLE: 'ShopLinesTable' }` */
function namesOf(...ids: string[]): object {
  return Object.fromEntries(ids.map((id) => [id.replaceAll(/(?<=[a-z])(?=[A-Z])/gu, '_').toUpperCase(), id]));
}
