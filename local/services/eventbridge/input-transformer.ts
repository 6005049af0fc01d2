import { AwsError } from '../aws-json/aws-error';
import { optionalObject, text, type Input } from '../aws-json/input';
import type { Json, JsonObject } from './json';
import { compilePath, type JsonPath } from './json-path';

/** "InputTransformer", EventBridge API reference. */
const MAX_PATHS = 100;
const MAX_TEMPLATE = 8192;

export interface NamedRule {
  readonly name: string;
  readonly arn: string;
}

/** Reads what a placeholder stands for; `received` is when the bus took the event. */
type Value = (event: JsonObject, received: Date) => Json | undefined;

/** A string of the template with its quotes, or a placeholder outside of one. */
const TOKEN = /"(?:[^"\\]|\\.)*"|<[\w.-]+>/gs;
const PLACEHOLDER = /\\<|\\>|<([\w.-]+)>/g;

/**
 * Compiles "Amazon EventBridge input transformation" of the user guide: text with placeholders, `<name>`. Within a
 * string one becomes text, elsewhere the JSON that it stands for; a path that the event does not have becomes
 * nothing in the former place and `null` in the latter.
 *
 * @throws AwsError for a template that is no JSON or has a placeholder that nothing explains
 */
export function inputTransformer(
  input: Input,
  targetId: string,
  rule: NamedRule,
): (event: JsonObject) => unknown {
  const refuse = (reason: string): never => {
    throw new AwsError('ValidationException', `Invalid InputTemplate for target ${targetId}: ${reason}.`);
  };
  const template = text(input, 'InputTemplate');
  if (template.length < 1 || template.length > MAX_TEMPLATE) {
    refuse(`it has ${template.length} characters; it may have 1 to ${MAX_TEMPLATE}`);
  }
  const values = new Map([...reserved(rule), ...paths(input, targetId)]);
  const fill = (read: (value: Value) => Json | undefined): string =>
    template.replace(TOKEN, (token) => {
      const valueOf = (name: string): Json | undefined =>
        read(values.get(name) ?? refuse(`nothing says what <${name}> is`));
      if (!token.startsWith('"')) return JSON.stringify(valueOf(token.slice(1, -1)) ?? null);
      return token.replace(PLACEHOLDER, (found, name?: string) =>
        name === undefined ? found.slice(1) : withinString(valueOf(name)),
      );
    });
  if (!isJson(fill(() => null))) refuse('it is not JSON: a text needs quotes around it');
  return (event) => {
    const received = new Date();
    return JSON.parse(fill((value) => value(event, received))) as unknown;
  };
}

function withinString(value: Json | undefined): string {
  const plain = typeof value === 'string' ? value : value === undefined ? '' : JSON.stringify(value);
  return JSON.stringify(plain).slice(1, -1);
}

/** "Reserved variables for input transformation", EventBridge user guide. */
function reserved({ name, arn }: NamedRule): readonly [string, Value][] {
  return [
    ['aws.events.rule-arn', () => arn],
    ['aws.events.rule-name', () => name],
    ['aws.events.event.ingestion-time', (_event, received) => received.toISOString()],
    ['aws.events.event', (event) => ({ ...event, detail: undefined })],
    ['aws.events.event.json', (event) => event],
  ];
}

function paths(input: Input, targetId: string): readonly [string, Value][] {
  const map = optionalObject(input, 'InputPathsMap') ?? {};
  const names = Object.keys(map);
  if (names.length > MAX_PATHS) {
    throw new AwsError(
      'ValidationException',
      `InputPathsMap of target ${targetId} has ${names.length} members; it may have up to ${MAX_PATHS}.`,
    );
  }
  return names.map((name) => {
    if (!/^(?!aws)[\w-]+$/i.test(name)) {
      throw new AwsError(
        'ValidationException',
        `InputPathsMap of target ${targetId}: "${name}" is no name for a placeholder.`,
      );
    }
    const path = eventPath(text(map, name), targetId);
    return [name, (event) => path(event)];
  });
}

/** @throws AwsError for what is no path */
export function eventPath(path: string, targetId: string): JsonPath {
  const compiled = compilePath(path);
  if (compiled !== undefined) return compiled;
  throw new AwsError(
    'ValidationException',
    `"${path}" of target ${targetId} is no JSON path, e.g. $.detail.id.`,
  );
}

function isJson(content: string): boolean {
  try {
    JSON.parse(content);
    return true;
  } catch {
    return false;
  }
}
