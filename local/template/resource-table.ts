import { LANGUAGE_EXTENSIONS } from './extension-functions';
import { branch, evaluate } from './intrinsics';
import { withGlobals } from './globals';
import { isJsonObject, type Json, type JsonObject } from './json';
import { splitMoved } from './moved-properties';
import { PropertyReader, type Resolver, type Unread } from './property-reader';
import { lookedUp } from './parameters';
import type { PhysicalNames, PhysicalResource, Resource } from './resource';
import { typeRule } from './rules/type-rules';
import type { PropertyRules, TypeRule } from './rules/rule';
import { IMPLICIT_HTTP_API, samResources } from './sam-resources';
import type { Scope } from './scope';
import { SIMPLE_TABLE, tableProperties } from './simple-table';
import { TemplateError, type TemplatePath } from './template-error';
import { unreadAttributes } from './unread-parts';
import { splitAttribute } from './yaml-tags';

interface Entry {
  /** Without what SAM takes out of it. */
  readonly resource: Resource;
  readonly physical: PhysicalResource;
  readonly reader: PropertyReader;
}

interface Declaration {
  readonly type: string;
  readonly condition: Json | undefined;
  readonly own: JsonObject;
  readonly taken: JsonObject;
  readonly metadata: JsonObject;
  readonly unread: readonly Unread[];
}

/**
 * Resolves the resources of a template, each at most once and after those it refers to.
 * Conditions are resolved the same way.
 */
export class ResourceTable implements Scope {
  readonly mappings: JsonObject;
  private readonly added: ReturnType<typeof samResources>;
  private readonly entries = new Map<string, Entry>();
  private readonly conditions = new Map<string, boolean>();
  private readonly underWay = new Set<string>();
  private readonly resolver: Resolver = {
    evaluate: (value, path) => evaluate(value, this, path),
    branch: (value, path) => branch(value, this, path),
    numberAt: (path) => this.numberAt(path),
  };

  constructor(
    private readonly root: JsonObject,
    readonly parameters: ReadonlyMap<string, Json>,
    private readonly names: PhysicalNames,
    private readonly ruleOf: (type: string) => TypeRule = typeRule,
    private readonly numberAt: (path: TemplatePath) => string | undefined = () => undefined,
  ) {
    this.mappings = section(root, 'Mappings');
    this.added = samResources(root, parameters);
  }

  resolveAll(): Resource[] {
    const declared = section(this.root, 'Resources');
    if (Object.keys(declared).length === 0) {
      throw new TemplateError(['Resources'], 'the template has no resources; add at least one');
    }
    const implicit = this.added.has(IMPLICIT_HTTP_API) ? [IMPLICIT_HTTP_API] : [];
    return [...Object.keys(declared), ...implicit].flatMap((logicalId) => {
      const entry = this.entry(logicalId);
      return entry === undefined ? [] : [this.whole(entry)];
    });
  }

  get languageExtensions(): boolean {
    const { Transform: transform = [] } = this.root;
    return [transform].flat().includes(LANGUAGE_EXTENSIONS);
  }

  ref(name: string): Json | undefined {
    if (Object.hasOwn(section(this.root, 'Parameters'), name)) throw lookedUp(name);
    const added = this.added.get(name);
    if (added !== undefined && 'sameAs' in added && this.declared(name) === undefined)
      return this.ref(added.sameAs);
    const [logicalId = '', generated] = splitAttribute(name);
    const physical = this.entry(logicalId)?.physical;
    return generated === undefined ? physical?.ref : physical?.generated?.(generated);
  }

  attribute(logicalId: string, attribute: string): Json | undefined {
    return this.entry(logicalId)?.physical.attribute(attribute);
  }

  condition(name: string): boolean | undefined {
    const declared = section(this.root, 'Conditions')[name];
    if (declared === undefined) return undefined;
    const known = this.conditions.get(name);
    if (known !== undefined) return known;
    const path = ['Conditions', name];
    const holds = this.once(path, () => evaluate(declared, this, path));
    if (typeof holds !== 'boolean') throw new TemplateError(path, 'must be true or false');
    this.conditions.set(name, holds);
    return holds;
  }

  private entry(logicalId: string): Entry | undefined {
    const known = this.entries.get(logicalId);
    if (known !== undefined) return known;
    if (this.declared(logicalId) === undefined) return undefined;
    const reader = new PropertyReader(this.resolver);
    const resource = this.once(['Resources', logicalId], () => this.resolve(logicalId, reader));
    if (resource === undefined) return undefined;
    const entry = { resource, physical: this.names(resource), reader };
    this.entries.set(logicalId, entry);
    return entry;
  }

  /** @returns undefined when the resource's condition does not hold */
  private resolve(logicalId: string, reader: PropertyReader): Resource | undefined {
    const path = ['Resources', logicalId];
    const { type, condition, own, metadata, unread } = this.declaration(logicalId);
    reader.unread.push(...unread);
    if (typeof condition === 'string' && !this.holds(condition, path)) return undefined;
    const rule = this.ruleOf(type);
    if (rule.use !== 'runs') return { logicalId, type, properties: {}, metadata: {} };
    const place = [...path, 'Properties'];
    return {
      logicalId,
      type,
      properties: rule.onDemand
        ? reader.onDemand(own, rule.properties, place)
        : reader.properties(own, rule.properties, place),
      metadata: this.metadata(metadata, rule.metadata, path, reader),
      unread: reader.unread,
      unquoted: reader.unquoted,
    };
  }

  /** What other tools keep there says nothing to this machine. */
  private metadata(
    declared: JsonObject,
    rules: PropertyRules,
    path: readonly string[],
    reader: PropertyReader,
  ): JsonObject {
    const known = Object.entries(declared).filter(([name]) => Object.hasOwn(rules, name));
    return reader.properties(Object.fromEntries(known), rules, [...path, 'Metadata'], 'Metadata.');
  }

  /** What SAM takes out of a resource may refer to it through others, so it is evaluated when all have names. */
  private whole({ resource, reader }: Entry): Resource {
    const { logicalId, properties, type } = resource;
    const { taken } = this.declaration(logicalId);
    const rule = this.ruleOf(type);
    if (rule.use !== 'runs' || Object.keys(taken).length === 0) return resource;
    const rest = reader.properties(taken, rule.properties, ['Resources', logicalId, 'Properties']);
    return { ...resource, properties: { ...properties, ...rest } };
  }

  /** In the template, or by SAM. */
  private declared(logicalId: string): Json | undefined {
    const resources = section(this.root, 'Resources');
    if (Object.hasOwn(resources, logicalId)) return resources[logicalId];
    const added = this.added.get(logicalId);
    return added !== undefined && 'declaration' in added ? added.declaration : undefined;
  }

  private declaration(logicalId: string): Declaration {
    const path = ['Resources', logicalId];
    const declared = this.declared(logicalId);
    if (!isJsonObject(declared) || typeof declared.Type !== 'string') {
      const what = logicalId.startsWith('Fn::')
        ? 'does not run on this machine; write out the resources that it makes'
        : 'needs a Type such as AWS::DynamoDB::Table';
      throw new TemplateError(path, what);
    }
    const { Type: declaredType, Condition: condition, IgnoreGlobals: ignored } = declared;
    const globals = section(this.root, 'Globals');
    const given = withGlobals(globals, declaredType, map(declared, 'Properties', path), ignored);
    const isSimple = declaredType === SIMPLE_TABLE;
    const type = isSimple ? 'AWS::DynamoDB::Table' : declaredType;
    const properties = isSimple ? tableProperties(given, [...path, 'Properties']) : given;
    return {
      type,
      condition,
      ...splitMoved(type, properties),
      metadata: map(declared, 'Metadata', path),
      unread: unreadAttributes(declared),
    };
  }

  private holds(condition: string, path: readonly string[]): boolean {
    const holds = this.condition(condition);
    if (holds === undefined) throw new TemplateError(path, `Conditions has no "${condition}"; add it`);
    return holds;
  }

  private once<Result>(path: readonly string[], action: () => Result): Result {
    const key = path.join('.');
    if (this.underWay.has(key))
      throw new TemplateError(path, 'refers to itself, perhaps through others; break the circle');
    this.underWay.add(key);
    try {
      return action();
    } finally {
      this.underWay.delete(key);
    }
  }
}

function section(root: JsonObject, name: string): JsonObject {
  return map(root, name, []);
}

function map(parent: JsonObject, name: string, path: readonly string[]): JsonObject {
  const value = parent[name] ?? {};
  if (!isJsonObject(value)) throw new TemplateError([...path, name], 'must be a map of names to values');
  return value;
}
