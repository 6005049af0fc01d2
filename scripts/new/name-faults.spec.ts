import { checkName, type Named } from './name-faults';

describe('checkName', () => {
  it.each(['invoice', 'line-item', 'a', 'invoice2', 'type', 'a'.repeat(32)])(
    'takes the aggregate %s',
    (name) => {
      expect(() => {
        checkName('aggregate', name);
      }).not.toThrow();
    },
  );

  it.each<[Named, string, string]>([
    ['context', '', 'the name is missing'],
    [
      'context',
      'Billing',
      'it has capital letters; write it in small ones, with hyphens between words, as in billing',
    ],
    [
      'context',
      'b'.repeat(25),
      'it has 25 characters, and names of resources are made of it; use at most 24',
    ],
    ['aggregate', '2nd-invoice', 'it begins with a digit'],
    ['aggregate', 'line_item', 'it has characters other than a to z, 0 to 9 and hyphens'],
    ['aggregate', 'rechnüng', 'it has characters other than a to z'],
    ['aggregate', 'іnvoice', 'it has characters other than a to z'],
    ['aggregate', '..', 'it has characters other than a to z'],
    ['aggregate', 'invoice-', 'hyphens stand between words alone'],
    ['aggregate', '-invoice', 'hyphens stand between words alone'],
    ['aggregate', 'line--item', 'hyphens stand between words alone'],
    ['aggregate', 'class', '"class" is a reserved word of TypeScript'],
    ['aggregate', 'await', '"await" is a reserved word'],
    ['aggregate', 'interface', '"interface" is a reserved word'],
    ['aggregate', 'map', '"Map" is a class of JavaScript itself; say what kind of map it is, as in invoice'],
    ['aggregate', 'constructor', '"constructor" is a member of every object or class'],
    ['aggregate', 'prototype', '"prototype" is a member of every object or class'],
    ['event', 'to-string', '"toString" is a member of every object or class'],
    ['command', 'delete', '"delete" is a reserved word'],
    ['command', 'rollback', 'every aggregate has a member "rollback" already'],
    ['command', 'id', 'every aggregate has a member "id" already'],
  ])('refuses the %s "%s"', (kind, name, message) => {
    expect(() => {
      checkName(kind, name);
    }).toThrow(message);
  });

  it('prints what it refuses harmlessly and in short', () => {
    expect(() => {
      checkName('context', `a\u001b[31m${'b'.repeat(999)}`);
    }).toThrow(/^a context cannot be called "a\\u001b\[31mb{48,}\.\.\.": /);
  });
});
