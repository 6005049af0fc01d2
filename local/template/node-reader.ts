import { isAlias, isMap, isScalar, isSeq, type Document, type Node, type Scalar, type YAMLMap } from 'yaml';
import type { Json } from './json';
import { plainScalar, yaml11Number } from './plain-scalar';
import { TemplateError, type TemplatePath } from './template-error';
import { expandTag } from './yaml-tags';

const CORE = 'tag:yaml.org,2002:';

interface Entry {
  readonly key: Node;
  readonly value: Node | null;
}

/**
 * Turns the nodes of a YAML document into data: anchors, merge keys and CloudFormation's short tags are
 * written out. Everything that is read is told of with its place in the data, which for what stands behind
 * an anchor is the place where it is used.
 */
export class NodeReader {
  /** Nodes whose content is being read: an alias of one of them would never end. */
  private readonly open = new Set<Node>();

  constructor(
    private readonly document: Document,
    private readonly seen: (path: TemplatePath, node: Node) => void,
    /** Told of text that SAM reads as a number, because it stands without quotes. */
    private readonly unquoted: (path: TemplatePath, number: string) => void = () => undefined,
  ) {}

  /** @throws TemplateError for an unknown tag, an alias without an anchor, and what cannot be merged */
  value(node: Node | null, path: TemplatePath): Json {
    if (node === null) return null;
    this.seen(path, node);
    const target = this.behindAlias(node, path);
    if (this.open.has(target)) throw new TemplateError(path, 'the anchor is used inside of what it names');
    this.open.add(target);
    const plain = this.plain(target, path);
    this.open.delete(target);
    return isTagged(target) ? expandTag(target.tag, plain, path) : plain;
  }

  private behindAlias(node: Node, path: TemplatePath): Node {
    if (!isAlias(node)) return node;
    const target = node.resolve(this.document);
    if (target !== undefined) return target;
    throw new TemplateError(path, `*${node.source} has no anchor above it; write &${node.source} there`);
  }

  private plain(node: Node, path: TemplatePath): Json {
    if (!isScalar(node)) refuseForeignTag(node, path);
    if (isSeq<Node>(node)) return node.items.map((item, index) => this.value(item, [...path, index]));
    if (isMap<Node, Node>(node)) {
      const entries = [...this.entries(node, path)].map(([name, { key, value }]): [string, Json] => {
        this.seen([...path, name], key);
        return [name, this.value(value, [...path, name])];
      });
      return Object.fromEntries(entries);
    }
    return isScalar(node) ? this.scalar(node, path) : null;
  }

  /** Source: "YAML" under "Template formats" of CloudFormation, for the types that it does not take. */
  private scalar(node: Scalar, path: TemplatePath): Json {
    const text = typeof node.value === 'string' ? node.value : '';
    const { tag } = node;
    // What a function is given is text: `!Ref 007`.
    if (isTagged(node) || tag === `${CORE}str`) return text;
    if (tag !== undefined && !/^(?:int|float|bool|null)$/.test(tag.slice(CORE.length)))
      throw foreignTag(tag, path);
    if (tag === undefined && node.type !== 'PLAIN') return text;
    const value = plainScalar(text);
    const number = typeof value === 'string' ? yaml11Number(text) : undefined;
    if (number !== undefined) this.unquoted(path, number);
    return value;
  }

  /** Entries of a map and of those merged into it, by name; its own come before merged ones. */
  private entries(map: YAMLMap<Node, Node>, path: TemplatePath): Map<string, Entry> {
    const own = new Map<string, Entry>();
    const merged: YAMLMap<Node, Node>[] = [];
    for (const { key, value } of map.items) {
      if (isMergeKey(key)) merged.push(...this.mergedMaps(value, path));
      else own.set(nameOf(key), { key, value });
    }
    if (merged.length === 0) return own;
    this.open.add(map);
    const inherited = merged.flatMap((each) => [...this.entries(each, path)]);
    this.open.delete(map);
    return new Map([...inherited, ...own]);
  }

  /**
   * `<<: *A` names one map, `<<: [*A, *B]` several, of which the first wins: it is put in last. Of several keys `<<`
   * the last one wins, as in SAM. Source: "Merge Key Language-Independent Type for YAML"; PyYAML.
   */
  private mergedMaps(value: Node | null, path: TemplatePath): YAMLMap<Node, Node>[] {
    const target = value === null ? null : this.behindAlias(value, path);
    const sources = isSeq<Node>(target) ? target.items : [target];
    return sources.toReversed().map((source) => {
      const map = source === null ? null : this.behindAlias(source, path);
      if (isMap<Node, Node>(map) && !isTagged(map) && !this.open.has(map)) return map;
      throw new TemplateError(path, '<< takes a map, or a list of maps, such as *Base');
    });
  }
}

function isTagged(node: Node): node is Node & { readonly tag: string } {
  return 'tag' in node && typeof node.tag === 'string' && node.tag.startsWith('!');
}

/** The parser reads `<<` as a symbol, unless it stands in quotes and is a name like any other. */
function isMergeKey(key: Node): boolean {
  return isScalar(key) && typeof key.value === 'symbol';
}

/** A name is text as it is written, but for `yes` and its kind, which are `true` to SAM in a name as well. */
function nameOf(key: Node): string {
  if (!isScalar(key)) return String(key);
  const text = String(key.value);
  const read = key.type === 'PLAIN' ? plainScalar(text) : text;
  return typeof read === 'boolean' ? String(read) : text;
}

function refuseForeignTag(node: Node, path: TemplatePath): void {
  const tag = 'tag' in node && typeof node.tag === 'string' ? node.tag : undefined;
  if (tag === undefined || tag.startsWith('!') || tag === `${CORE}map` || tag === `${CORE}seq`) return;
  throw foreignTag(tag, path);
}

function foreignTag(tag: string, path: TemplatePath): TemplateError {
  return new TemplateError(
    path,
    `${tag.replace(CORE, '!!')} is no type that CloudFormation takes; leave it out`,
  );
}
