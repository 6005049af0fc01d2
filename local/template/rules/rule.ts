/**
 * What a value of a property must be. Text stands for numbers and booleans too: a parameter's value is text,
 * whatever it is for.
 */
export type Shape =
  /** `json` is a document that goes on as it is, in which a number is no text; `secret` is text that no message shows. */
  | { readonly kind: 'any' | 'boolean' | 'json' | 'number' | 'secret' | 'text' }
  | { readonly kind: 'list' | 'dictionary'; readonly of: Shape }
  | { readonly kind: 'map'; readonly rules: PropertyRules; readonly otherwise: Shape | undefined }
  /** `{ Type, Properties }`, as events of a function are. */
  | { readonly kind: 'variants'; readonly variants: Readonly<Record<string, PropertyRules>> };

/** What this machine does with a property. */
export type Rule =
  | {
      readonly use: 'read';
      readonly shape: Shape;
      /** What it does in AWS and not here, if there is something, and whether an application may notice. */
      readonly except: { readonly what: string; readonly matters: boolean } | undefined;
    }
  /** Not evaluated, and an application does the same without it. */
  | { readonly use: 'harmless'; readonly because: string }
  /** Not evaluated, and an application may notice: said in a warning. */
  | { readonly use: 'missed'; readonly because: string }
  /** A template that has it does not start. */
  | { readonly use: 'refused'; readonly because: string };

export type PropertyRules = Readonly<Record<string, Rule>>;

/** A type of resources that this machine runs. */
export interface RunningType {
  readonly use: 'runs';
  readonly properties: PropertyRules;
  readonly metadata: PropertyRules;
  /** Evaluated property by property when something needs it: a role that no function has is left alone. */
  readonly onDemand: boolean;
}

/** What this machine does with a resource of some type. */
export type TypeRule = RunningType | { readonly use: 'harmless' | 'missed' };

const shapes = {
  any: { kind: 'any' },
  boolean: { kind: 'boolean' },
  json: { kind: 'json' },
  number: { kind: 'number' },
  secret: { kind: 'secret' },
  text: { kind: 'text' },
} as const satisfies Record<string, Shape>;

export const { any, boolean, json, number, secret, text } = shapes;
export const list = (of: Shape): Shape => ({ kind: 'list', of });
export const dictionary = (of: Shape): Shape => ({ kind: 'dictionary', of });
export const map = (rules: PropertyRules, otherwise?: Shape): Shape => ({ kind: 'map', rules, otherwise });
export const variants = (of: Readonly<Record<string, PropertyRules>>): Shape => ({
  kind: 'variants',
  variants: of,
});

export const read = (shape: Shape): Rule => ({ use: 'read', shape, except: undefined });
/** @param except what it does in AWS and not here */
export const partly = (shape: Shape, what: string, matters: boolean): Rule => ({
  use: 'read',
  shape,
  except: { what, matters },
});
export const refused = (because: string): Rule => ({ use: 'refused', because });

type Names<Of> = Readonly<Record<string, Of>>;

/** Several properties of one shape, their names parted by blanks. */
export function reads(names: string, shape: Shape): Names<Rule> {
  return each(names, read(shape));
}
export function harmless(names: string, because: string): Names<Rule> {
  return each(names, { use: 'harmless', because });
}
export function missed(names: string, because: string): Names<Rule> {
  return each(names, { use: 'missed', because });
}

function each(names: string, rule: Rule): Names<Rule> {
  return Object.fromEntries(
    names
      .trim()
      .split(/\s+/)
      .map((name) => [name, rule]),
  );
}

export function runs(properties: PropertyRules, metadata: PropertyRules = {}): RunningType {
  return { use: 'runs', properties, metadata, onDemand: false };
}
export function runsOnDemand(properties: PropertyRules): RunningType {
  return { use: 'runs', properties, metadata: {}, onDemand: true };
}
