import { variableOf } from '../../src/composition/environment';
import { resourcePrefix } from '../../src/composition/naming';
import type { FunctionPlan } from '../../src/composition/plan/plan';
import { alias, Anchored, arnOf, ref, type Raw, type YamlMap } from './yaml';

/** Fewer are as short where they stand. */
const FEWEST_TABLES = 2;

/** What several functions of a context have in common: written once, with an anchor, by the first that needs it. */
export class SharedByFunctions {
  private readonly written = new Set<string>();
  private readonly conditions: readonly string[];
  /** Tables that the projector writes and the queries read: logical ids. */
  private readonly tables: ReadonlySet<string>;

  constructor(
    private readonly context: string,
    functions: readonly FunctionPlan[],
  ) {
    const keys = functions.flatMap(({ permissions }) =>
      permissions.flatMap(({ leadingKeys }) => (leadingKeys ? [leadingKeys.join()] : [])),
    );
    this.conditions = [...new Set(keys.filter((key, index) => keys.indexOf(key) !== index))];
    const [queries, projector] = (['queries', 'projector'] as const).map(
      (role) => functions.find((each) => each.role === role)?.variables ?? [],
    );
    const tables = (queries ?? []).filter((id) => isOwn(id, context) && projector?.includes(id));
    this.tables = new Set(tables.length < FEWEST_TABLES ? [] : tables);
  }

  /** Of a statement that allows these partition keys alone. */
  conditionOn(leadingKeys: readonly string[]): YamlMap | Anchored | Raw {
    const condition = { 'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': leadingKeys } };
    const index = this.conditions.indexOf(leadingKeys.join());
    if (index < 0) return condition;
    return this.once(`only${this.prefix}${index === 0 ? '' : index + 1}`, condition);
  }

  /** The names of all that a function may call. */
  variablesOf({ role, variables, arns = [] }: FunctionPlan): YamlMap {
    const named = (ids: readonly string[]): YamlMap =>
      Object.fromEntries(ids.map((id) => [variableOf(id), arns.includes(id) ? arnOf(id) : ref(id)]));
    if (this.tables.size === 0 || (role !== 'queries' && role !== 'projector')) return named(variables);
    const tables = this.once(`tablesOf${this.prefix}`, named([...this.tables]));
    return { ...named(variables.filter((id) => !this.tables.has(id))), '<<': tables };
  }

  private get prefix(): string {
    return resourcePrefix(this.context);
  }

  private once(anchor: string, value: YamlMap): Anchored | Raw {
    if (this.written.has(anchor)) return alias(anchor);
    this.written.add(anchor);
    return new Anchored(anchor, value);
  }
}

function isOwn(table: string, context: string): boolean {
  return table.startsWith(resourcePrefix(context));
}
