/** Width at which Prettier breaks a line, so that what is written here is what it would write. */
const WIDTH = 140;

/** Text that goes into YAML as it is: `!Ref IamUsersTable`, `*table`. */
export class Raw {
  constructor(readonly text: string) {}
}

/** A map under a name, by which it stands in other places too. */
export class Anchored {
  constructor(
    readonly anchor: string,
    readonly value: YamlMap,
  ) {}
}

export type Yaml = string | number | boolean | Raw | Anchored | readonly Yaml[] | YamlMap;
export interface YamlMap {
  readonly [key: string]: Yaml;
}

export const ref = (id: string): Raw => new Raw(`!Ref ${id}`);
export const alias = (anchor: string): Raw => new Raw(`*${anchor}`);
export const arnOf = (id: string): Raw => new Raw(`!GetAtt ${id}.Arn`);

/** Always written over several lines, so that each statement has its own. */
const ALWAYS_OPEN = new Set(['Statement', 'Policies', 'PolicyDocument']);

/** The lines of an entry of a map: on one line where it fits, else its value below it. */
export function entry(key: string, value: Yaml, indent: number): string[] {
  const pad = ' '.repeat(indent);
  const name = scalar(key);
  const line = `${pad}${name}: ${flow(value)}`;
  if (!isOpen(key, value) && line.length <= WIDTH) return [line];
  if (value instanceof Anchored) {
    return [`${pad}${name}: &${value.anchor}`, ...entries(value.value, indent + 2)];
  }
  if (isList(value)) return [`${pad}${name}:`, ...value.flatMap((item) => listItem(item, indent + 2))];
  if (isMap(value)) return [`${pad}${name}:`, ...entries(value, indent + 2)];
  return [line];
}

export function entries(map: YamlMap, indent: number): string[] {
  return Object.entries(map).flatMap(([key, value]) => entry(key, value, indent));
}

/** The lines of an item of a list. */
export function listItem(item: Yaml, indent: number): string[] {
  const pad = ' '.repeat(indent);
  const line = `${pad}- ${flow(item)}`;
  if (!isMap(item) || (line.length <= WIDTH && !isOpen('', item))) {
    return [line];
  }
  const [first = '', ...rest] = entries(item, indent + 2);
  return [`${pad}- ${first.trimStart()}`, ...rest];
}

/** Whether a value, or one within it, takes several lines. */
function isOpen(key: string, value: Yaml): boolean {
  if (ALWAYS_OPEN.has(key)) return true;
  if (isList(value)) return value.some((item) => isOpen('', item));
  return isMap(value) && Object.entries(value).some(([inner, each]) => isOpen(inner, each));
}

function flow(value: Yaml): string {
  if (value instanceof Raw) return value.text;
  if (value instanceof Anchored) return `&${value.anchor} ${flow(value.value)}`;
  if (isList(value)) return `[${value.map(flow).join(', ')}]`;
  if (!isMap(value)) return typeof value === 'string' ? scalar(value) : String(value);
  const parts = Object.entries(value).map(([key, each]) => `${scalar(key)}: ${flow(each)}`);
  return `{ ${parts.join(', ')} }`;
}

/** Quoted only where YAML would read something else, also between braces. */
function scalar(text: string): string {
  const isPlain = /^(?:[A-Za-z/$]|<<$)(?:[^\s:#,[\]{}'"]|:(?=[^\s,[\]{}])|#(?=\S)| (?=[^\s#]))*$/u.test(text);
  return isPlain && !/^(?:true|false|null|yes|no|on|off)$/iu.test(text)
    ? text
    : `'${text.replaceAll("'", "''")}'`;
}

function isList(value: Yaml): value is readonly Yaml[] {
  return Array.isArray(value);
}

function isMap(value: Yaml): value is YamlMap {
  return (
    typeof value === 'object' && !(value instanceof Raw) && !(value instanceof Anchored) && !isList(value)
  );
}
