import { isJsonObject, type Json, type JsonObject } from './json';
import { isCall } from './intrinsics';
import type { PropertyRules, Rule, Shape } from './rules/rule';
import { scalar } from './scalar';
import { suggestion } from './similar';
import { TemplateError, type TemplatePath } from './template-error';
import { refuseDynamicReferences, withTexts } from './texts';

/** A property that is declared and does nothing on this machine. */
export interface Unread {
  /** In the template, from the resource on: `Properties.Tags` without `Properties`. */
  readonly name: string;
  readonly because: string;
  /** Whether the application may behave differently for it. */
  readonly matters: boolean;
}

/** Text without quotes of which SAM makes a number that is another text: 1.1 of `1.10`. */
export interface Unquoted {
  readonly path: TemplatePath;
  readonly number: string;
}

/** Stands in messages where a secret would. */
const HIDDEN = '…';

/** How intrinsic functions are resolved. */
export interface Resolver {
  /** A value with everything in it resolved; undefined for AWS::NoValue. */
  evaluate(value: Json, path: TemplatePath): Json | undefined;
  /** The branch of `Fn::If` that is taken, nothing in it resolved; undefined for any other value. */
  branch(value: Json, path: TemplatePath): Json | undefined;
  /** The number that SAM makes of what is written there without quotes and kept as text, if it does. */
  numberAt(path: TemplatePath): string | undefined;
}

/**
 * Reads declared properties by their rules: what is read is resolved and brought into its shape, what is not read is
 * not looked at but noted, and what is refused ends the start.
 */
export class PropertyReader {
  readonly unread: Unread[] = [];
  readonly unquoted: Unquoted[] = [];

  constructor(private readonly resolver: Resolver) {}

  /** @throws TemplateError for what is refused, does not fit its shape, or cannot be resolved */
  properties(declared: JsonObject, rules: PropertyRules, path: TemplatePath, prefix = ''): JsonObject {
    const read = Object.entries(declared).map(([name, value]): [string, Json | undefined] => [
      name,
      this.property(name, value, rules, path, prefix),
    ]);
    return Object.fromEntries(read.filter((entry): entry is [string, Json] => entry[1] !== undefined));
  }

  /** The same, but each property is read when it is first asked for. */
  onDemand(declared: JsonObject, rules: PropertyRules, path: TemplatePath): JsonObject {
    const properties: JsonObject = {};
    for (const [name, value] of Object.entries(declared)) {
      if (ruleOf(rules, name)?.use !== 'read') {
        this.property(name, value, rules, path, '');
        continue;
      }
      const known: { value?: Json | undefined } = {};
      Object.defineProperty(properties, name, {
        enumerable: true,
        get: () =>
          'value' in known ? known.value : (known.value = this.property(name, value, rules, path, '')),
      });
    }
    return properties;
  }

  private property(
    name: string,
    declared: Json,
    rules: PropertyRules,
    path: TemplatePath,
    prefix: string,
  ): Json | undefined {
    const place = [...path, name];
    // `Fn::ForEach::Name` and the like among other properties bring properties that nobody here knows.
    if (name.startsWith('Fn::'))
      throw new TemplateError(place, 'does not run on this machine; write out what it makes');
    const rule = ruleOf(rules, name);
    if (rule?.use === 'read') return this.read(declared, rule, place, prefix + name);
    if (!this.isPresent(declared, place)) return undefined;
    if (rule?.use === 'refused') throw new TemplateError(place, rule.because);
    const because = rule?.because ?? `this machine does not know it${suggestion(name, Object.keys(rules))}`;
    this.unread.push({ name: prefix + name, because, matters: rule?.use !== 'harmless' });
    return undefined;
  }

  private read(
    declared: Json,
    { shape, except }: Rule & { readonly use: 'read' },
    path: TemplatePath,
    name: string,
  ): Json | undefined {
    const value = this.shaped(declared, shape, path, name);
    if (value !== undefined && except !== undefined) {
      this.unread.push({ name: `${name} (${except.what})`, because: '', matters: except.matters });
    }
    return value;
  }

  private shaped(declared: Json, shape: Shape, path: TemplatePath, name: string): Json | undefined {
    const value = this.chosen(declared, path);
    if (value === undefined) return undefined;
    switch (shape.kind) {
      case 'any':
        return this.withoutNumbers(this.evaluated(value, path), path);
      case 'json':
        return this.withNumbers(this.evaluated(value, path), path);
      case 'text':
        return this.withoutNumbers(scalar(this.evaluated(value, path), 'text', path), path);
      case 'secret':
        return this.withoutNumbers(scalar(this.evaluated(value, path), 'secret', path), path, HIDDEN);
      case 'number':
      case 'boolean':
        return scalar(this.evaluated(value, path), shape.kind, path);
      case 'list':
        return this.items(value, shape.of, path, name);
      case 'dictionary':
        return this.entries(value, path, (key, item) =>
          this.shaped(item, shape.of, [...path, key], `${name}.${key}`),
        );
      case 'map':
        if (!isJsonObject(value) && shape.otherwise !== undefined) {
          return this.shaped(value, shape.otherwise, path, name);
        }
        return this.properties(mapAt(value, path), shape.rules, path, `${name}.`);
      case 'variants':
        return this.entries(value, path, (key, item) =>
          this.variant(item, shape.variants, [...path, key], `${name}.${key}`),
        );
    }
  }

  private items(value: Json, of: Shape, path: TemplatePath, name: string): Json {
    if (!Array.isArray(value)) throw new TemplateError(path, `must be a list, not ${JSON.stringify(value)}`);
    return value
      .map((item, index) => this.shaped(item, of, [...path, index], name))
      .filter((item) => item !== undefined);
  }

  private entries(
    value: Json,
    path: TemplatePath,
    read: (key: string, item: Json) => Json | undefined,
  ): JsonObject {
    const entries = Object.entries(mapAt(value, path)).map(([key, item]) => [key, read(key, item)] as const);
    return Object.fromEntries(entries.filter((entry): entry is [string, Json] => entry[1] !== undefined));
  }

  private variant(
    declared: Json,
    known: Readonly<Record<string, PropertyRules>>,
    path: TemplatePath,
    name: string,
  ): Json | undefined {
    const value = this.chosen(declared, path);
    if (value === undefined) return undefined;
    const type = isJsonObject(value) ? this.resolver.evaluate(value.Type ?? null, path) : undefined;
    const rules = typeof type === 'string' && Object.hasOwn(known, type) ? known[type] : undefined;
    if (!isJsonObject(value) || typeof type !== 'string' || rules === undefined) {
      const kind = typeof type === 'string' ? type : 'of no type';
      const because = `nothing on this machine sends such events${suggestion(kind, Object.keys(known))}`;
      this.unread.push({ name: `${name} (event ${kind})`, because, matters: true });
      return undefined;
    }
    const place = [...path, 'Properties'];
    return {
      Type: type,
      Properties: this.properties(mapAt(value.Properties ?? {}, place), rules, place, `${name}.`),
    };
  }

  private withoutNumbers(value: Json, path: TemplatePath, instead?: string): Json {
    return withTexts(value, path, (text, place) => {
      const number = this.resolver.numberAt(place);
      if (number !== undefined && number !== text)
        this.unquoted.push({ path: place, number: instead ?? number });
      return text;
    });
  }

  private withNumbers(value: Json, path: TemplatePath): Json {
    return withTexts(value, path, (text, place) => {
      const number = this.resolver.numberAt(place);
      return number === undefined ? text : Number(number);
    });
  }

  private evaluated(value: Json, path: TemplatePath): Json {
    const result = this.resolver.evaluate(value, path) ?? null;
    refuseDynamicReferences(result, path);
    return result;
  }

  /** The value behind the functions that a value begins with; what is inside of it stays as it is. */
  private chosen(declared: Json, path: TemplatePath): Json | undefined {
    const value = this.taken(declared, path);
    return isCall(value) ? this.resolver.evaluate(value, path) : value;
  }

  private taken(declared: Json, path: TemplatePath): Json {
    let value = declared;
    for (
      let next = this.resolver.branch(value, path);
      next !== undefined;
      next = this.resolver.branch(value, path)
    ) {
      value = next;
    }
    return value;
  }

  /** What is not read is not evaluated, but for the question whether it is there at all. */
  private isPresent(declared: Json, path: TemplatePath): boolean {
    try {
      const value = this.taken(declared, path);
      return !isJsonObject(value) || value.Ref !== 'AWS::NoValue';
    } catch (error) {
      if (error instanceof TemplateError) return true;
      throw error;
    }
  }
}

function ruleOf(rules: PropertyRules, name: string): Rule | undefined {
  return Object.hasOwn(rules, name) ? rules[name] : undefined;
}

function mapAt(value: Json, path: TemplatePath): JsonObject {
  if (isJsonObject(value)) return value;
  throw new TemplateError(path, `must be a map, not ${JSON.stringify(value)}`);
}
