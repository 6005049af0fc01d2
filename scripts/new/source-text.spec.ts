import { argumentOf, classOf, interfaceOf, isPrivate, lastMethod, listIn, objectIn, typeOf } from './anchors';
import { Refusal } from './refusal';
import { SourceText } from './source-text';

const source = (text: string): SourceText => new SourceText('a.ts', text);

describe('SourceText', () => {
  it.each([
    ['handlers: []', 'handlers: [B]'],
    ['handlers: [A]', 'handlers: [A, B]'],
    ['handlers: [\n  A,\n]', 'handlers: [\n  A, B,\n]'],
  ])('adds an element to the list in "%s"', (before, after) => {
    const wrapped = (text: string): string => `const m = module({ ${text} });`;
    expect(source(wrapped(before)).addElement(listIn('handlers'), 'B').text).toBe(wrapped(after));
  });

  it('adds to the object, type, interface, class and call that it is told', () => {
    const text = 'const a = { on: { x: 1 } }; const b = { on: {} };';
    expect(source(text).addProperty(objectIn('b', 'on'), 'y: 2').text).toContain('b = { on: {y: 2} }');
    expect(source('type E = A | B;').addAlternative(typeOf('E'), 'C').text).toBe('type E = A | B | C;');
    expect(source('interface S { a: 1 }').addMember(interfaceOf('S'), 'b: 2;').text).toBe(
      'interface S { a: 1 b: 2;\n}',
    );
    expect(source('class S {}').addMember(classOf('S'), 'b = 2;').text).toBe('class S {\n\nb = 2;\n}');
    expect(source('f(g, { a: 1 });').addProperty(argumentOf('f', 1), 'b: 2').text).toBe(
      'f(g, { a: 1, b: 2 });',
    );
  });

  it('adds a method after the last one that is like it', () => {
    const text = 'class S {\n  a() {}\n\n  private b() {}\n}';
    const action = lastMethod('S', 'action', (method) => !isPrivate(method));
    expect(source(text).addAfter(action, '  c() {}').text).toBe(
      'class S {\n  a() {}\n\n  c() {}\n\n  private b() {}\n}',
    );
  });

  describe('imports', () => {
    const text = [
      "import { x } from 'x';",
      "import { Beta, type Delta } from '../../beta';",
      "import type { Gamma } from '../gamma';",
      "import { c } from './c';",
      '',
    ].join('\n');
    const lines = (from: string, ...names: string[]): string[] =>
      source(text)
        .addImports(from, ...names)
        .text.split('\n');

    it('into the line of the same module, types last', () => {
      expect(lines('../../beta', 'alpha', 'type Beta')[1]).toBe(
        "import { alpha, Beta, type Delta } from '../../beta';",
      );
    });

    it.each([
      ['w', 0],
      ['../../alpha', 1],
      ['../../beta/more', 2],
      ['../alpha', 2],
      ['./a', 3],
      ['./d', 4],
    ])('of %s in the order of the house', (from, index) => {
      expect(lines(from, 'name')[index]).toBe(`import { name } from '${from}';`);
    });

    it('types alone as such, and nothing that is there', () => {
      expect(lines('./d', 'type D')[4]).toBe("import type { D } from './d';");
      expect(lines('./elsewhere', 'x', 'type Gamma').join('\n')).toBe(text);
    });
  });

  it('says what to add by hand where a place is not found', () => {
    const missing = (): unknown =>
      source('const m = 1;').addElement(listIn('handlers'), 'IssueInvoiceHandler');
    expect(missing).toThrow(Refusal);
    expect(missing).toThrow(
      'a.ts has no list `handlers`; add `IssueInvoiceHandler` there by hand. Nothing is written.',
    );
  });
});
