import { LineCounter, parseDocument } from 'yaml';
import { isJsonObject, type JsonObject } from './json';
import { NodeReader } from './node-reader';
import { TemplateError, type TemplatePath } from './template-error';

export interface ParsedTemplate {
  readonly root: JsonObject;
  /** Line of the nearest known ancestor of a path, counted from 1. What an anchor brings keeps its own line. */
  readonly lineOf: (path: TemplatePath) => number;
  /** The number that SAM makes of the text at a place that stands without quotes (`1.10`: 1.1), if it does. */
  readonly numberAt: (path: TemplatePath) => string | undefined;
}

/** Reads YAML or JSON with CloudFormation's short tags; every value remembers its line. */
export function parseTemplate(text: string): ParsedTemplate {
  const lineCounter = new LineCounter();
  // Without types of its own the parser leaves every scalar the text that it is.
  const document = parseDocument(text, { lineCounter, merge: true, schema: 'failsafe' });
  const lines = new Map<string, number>();
  const lineOf = (path: TemplatePath): number => nearestLine(lines, path);
  const fault = document.errors[0];
  if (fault !== undefined) {
    const line = lineCounter.linePos(fault.pos[0]).line;
    const problem = fault.message.split('\n')[0] ?? fault.code;
    throw new TemplateError(
      [],
      fault.code === 'MULTIPLE_DOCS'
        ? 'a second YAML document begins here, which nobody would read; keep one'
        : `not valid YAML: ${problem}`,
      String(line),
    );
  }
  const numbers = new Map<string, string>();
  const read = new NodeReader(
    document,
    (path, node) => {
      const key = path.join('\0');
      // A value keeps the line of its key, which is where a reader looks for it.
      if (node.range && !lines.has(key)) lines.set(key, lineCounter.linePos(node.range[0]).line);
    },
    (path, number) => numbers.set(path.join('\0'), number),
  );
  try {
    const root = document.contents === null ? null : read.value(document.contents, []);
    if (isJsonObject(root)) return { root, lineOf, numberAt: (path) => numbers.get(path.join('\0')) };
    throw new TemplateError([], 'the template is empty; it needs at least a Resources section');
  } catch (error) {
    throw error instanceof TemplateError ? error.at(String(lineOf(error.path))) : error;
  }
}

function nearestLine(lines: ReadonlyMap<string, number>, path: TemplatePath): number {
  for (let length = path.length; length > 0; length--) {
    const line = lines.get(path.slice(0, length).join('\0'));
    if (line !== undefined) return line;
  }
  return 1;
}
