import ts from 'typescript';
import { Refusal } from './refusal';

/** A place in a source where something is added. */
export interface Anchor<N extends ts.Node = ts.Node> {
  /** As in "there is no ...": `list \`handlers\`` */
  readonly name: string;
  readonly find: (file: ts.SourceFile) => N | undefined;
}

/**
 * The text of a source file with additions, each at a place that the compiler finds in it. What is added need not be
 * formatted. Whatever is not found is refused with the line to add by hand.
 */
export class SourceText {
  constructor(
    readonly path: string,
    readonly text: string,
  ) {}

  get file(): ts.SourceFile {
    return ts.createSourceFile(this.path, this.text, ts.ScriptTarget.ES2023, true);
  }

  /** Adds an element to a list. */
  addElement(anchor: Anchor<ts.ArrayLiteralExpression>, element: string): SourceText {
    const { elements, end } = this.at(anchor, element);
    return this.insertInList(elements, end, element);
  }

  /** Adds a property to an object. */
  addProperty(anchor: Anchor<ts.ObjectLiteralExpression>, property: string): SourceText {
    const { properties, end } = this.at(anchor, property);
    return this.insertInList(properties, end, property);
  }

  /** Adds a member to a union. */
  addAlternative(anchor: Anchor<ts.TypeNode>, type: string): SourceText {
    return this.insert(this.at(anchor, `| ${type}`).end, ` | ${type}`);
  }

  /** Adds a member at the end of an interface or a class. */
  addMember(anchor: Anchor<ts.InterfaceDeclaration | ts.ClassDeclaration>, member: string): SourceText {
    const { end, kind } = this.at(anchor, member);
    return this.insert(end - 1, `${kind === ts.SyntaxKind.ClassDeclaration ? '\n\n' : ''}${member}\n`);
  }

  /** Adds a member of a class after another one. */
  addAfter(anchor: Anchor<ts.ClassElement>, member: string): SourceText {
    return this.insert(this.at(anchor, member).end, `\n\n${member}`);
  }

  append(text: string): SourceText {
    return new SourceText(this.path, `${this.text.trimEnd()}\n\n${text.trim()}\n`);
  }

  /** Another text for a node. */
  replace(anchor: Anchor, text: string): SourceText {
    const node = this.at(anchor, text);
    return new SourceText(this.path, this.text.slice(0, node.getStart()) + text + this.text.slice(node.end));
  }

  /**
   * Imports names that are not there yet, in the order of the alphabet; a new line stands in the order of the house:
   * packages, then what is farthest up.
   */
  addImports(from: string, ...names: readonly string[]): SourceText {
    const { file } = this;
    const declarations = file.statements.filter(ts.isImportDeclaration);
    const present = new Set(declarations.flatMap((each) => namesOf(each).map(bare)));
    const missing = names.filter((name) => !present.has(bare(name)));
    if (missing.length === 0) return this;
    const same = declarations.find((each) => moduleOf(each) === from && !isTypeOnly(each));
    const areTypes = missing.every((name) => name.startsWith('type '));
    if (same) {
      const all = [...namesOf(same), ...missing].sort(byAlphabet);
      return this.replace({ name: 'import', find: () => same }, importOf(all, from));
    }
    const line = areTypes
      ? importOf(missing.map(bare), from).replace('import', 'import type')
      : importOf(missing, from);
    const next = declarations.find((each) => comesBefore(from, moduleOf(each)));
    if (next) return this.insert(next.getStart(), `${line}\n`);
    const last = declarations.at(-1);
    return last ? this.insert(last.end, `\n${line}`) : this.insert(0, `${line}\n\n`);
  }

  /** What stands at a place. @throws Refusal with the line to add by hand */
  at<N extends ts.Node>({ name, find }: Anchor<N>, line: string): N {
    const node = find(this.file);
    if (node) return node;
    const wanted = line
      .trim()
      .split('\n')
      .map((each) => each.trim())
      .join(' ');
    throw new Refusal(`${this.path} has no ${name}; add \`${wanted}\` there by hand. Nothing is written.`);
  }

  private insertInList(nodes: ts.NodeArray<ts.Node>, end: number, text: string): SourceText {
    const last = nodes.at(-1);
    return last ? this.insert(last.end, `, ${text}`) : this.insert(end - 1, text);
  }

  private insert(position: number, text: string): SourceText {
    return new SourceText(this.path, this.text.slice(0, position) + text + this.text.slice(position));
  }
}

function importOf(names: readonly string[], from: string): string {
  return `import { ${names.join(', ')} } from '${from}';`;
}

function namesOf({ importClause }: ts.ImportDeclaration): string[] {
  const bindings = importClause?.namedBindings;
  return bindings && ts.isNamedImports(bindings) ? bindings.elements.map((each) => each.getText()) : [];
}

function moduleOf({ moduleSpecifier }: ts.ImportDeclaration): string {
  return ts.isStringLiteral(moduleSpecifier) ? moduleSpecifier.text : '';
}

function isTypeOnly({ importClause }: ts.ImportDeclaration): boolean {
  return importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword;
}

/** Without `type`. */
function bare(name: string): string {
  return name.replace(/^type /u, '');
}

function byAlphabet(a: string, b: string): number {
  const [first, second] = [bare(a).toLowerCase(), bare(b).toLowerCase()];
  const byKind = Number(a.startsWith('type ')) - Number(b.startsWith('type '));
  return byKind || (first < second ? -1 : first > second ? 1 : a < b ? 1 : -1);
}

function comesBefore(a: string, b: string): boolean {
  const depth = (path: string): number => (path.startsWith('.') ? path.split('../').length - 1 : Infinity);
  return depth(a) === depth(b) ? a < b : depth(a) > depth(b);
}
