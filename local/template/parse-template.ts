import { isAlias, isMap, isScalar, isSeq, LineCounter, parseDocument, type Document, type Node } from 'yaml';
import { isJsonObject, type Json, type JsonObject } from './json';
import { TemplateError, type TemplatePath } from './template-error';
import { expandTag } from './yaml-tags';

export interface ParsedTemplate {
  readonly root: JsonObject;
  /** Line of the nearest known ancestor of a path, counted from 1. */
  readonly lineOf: (path: TemplatePath) => number;
}

/** Reads YAML or JSON with CloudFormation's short tags; every value remembers its line. */
export function parseTemplate(text: string): ParsedTemplate {
  const lineCounter = new LineCounter();
  const document = parseDocument(text, { lineCounter, logLevel: 'silent' });
  const lines = new Map<string, number>();
  const lineOf = (path: TemplatePath): number => nearestLine(lines, path);
  const fault = document.errors[0];
  if (fault !== undefined) {
    const line = lineCounter.linePos(fault.pos[0]).line;
    throw new TemplateError(
      [],
      `not valid YAML: ${fault.message.split('\n')[0] ?? fault.code}`,
      String(line),
    );
  }
  const read = new NodeReader(document, (path, node) => {
    const key = path.join('\0');
    // A value keeps the line of its key, which is where a reader looks for it.
    if (node.range && !lines.has(key)) lines.set(key, lineCounter.linePos(node.range[0]).line);
  });
  try {
    const root = document.contents === null ? null : read.value(document.contents, []);
    if (isJsonObject(root)) return { root, lineOf };
    throw new TemplateError([], 'the template is empty; it needs at least a Resources section');
  } catch (error) {
    throw error instanceof TemplateError ? error.at(String(lineOf(error.path))) : error;
  }
}

class NodeReader {
  constructor(
    private readonly document: Document,
    private readonly seen: (path: TemplatePath, node: Node) => void,
  ) {}

  value(node: Node | null, path: TemplatePath): Json {
    if (node === null) return null;
    this.seen(path, node);
    if (isAlias(node)) return this.value(node.resolve(this.document) ?? null, path);
    const plain = this.plain(node, path);
    return node.tag?.startsWith('!') === true ? expandTag(node.tag, plain, path) : plain;
  }

  private plain(node: Node, path: TemplatePath): Json {
    if (isSeq<Node>(node)) return node.items.map((item, index) => this.value(item, [...path, index]));
    if (isMap<Node, Node>(node)) {
      return Object.fromEntries(
        node.items.map(({ key, value }) => {
          const name = String(isScalar(key) ? key.value : key);
          this.seen([...path, name], key);
          return [name, this.value(value, [...path, name])];
        }),
      );
    }
    return isScalar(node) ? scalar(node.value) : null;
  }
}

function scalar(value: unknown): Json {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : null;
}

function nearestLine(lines: ReadonlyMap<string, number>, path: TemplatePath): number {
  for (let length = path.length; length > 0; length--) {
    const line = lines.get(path.slice(0, length).join('\0'));
    if (line !== undefined) return line;
  }
  return 1;
}
