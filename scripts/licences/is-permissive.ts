/** SPDX identifiers that ask for no more than a notice. */
const PERMISSIVE = new Set([
  '0BSD',
  'Apache-2.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'BlueOak-1.0.0',
  'CC0-1.0',
  'ISC',
  'MIT',
  'MIT-0',
  'Python-2.0',
  'Unlicense',
]);

/**
 * Whether an SPDX expression leaves a permissive choice: one side of an OR, both sides of an AND.
 * A name with a trailing `*` was guessed from a file's text and does not count.
 */
export function isPermissive(expression: string): boolean {
  const choices = withoutOuterBrackets(expression).split(/\s+OR\s+/);
  return choices.some((choice) =>
    withoutOuterBrackets(choice)
      .split(/\s+AND\s+/)
      .every((name) => PERMISSIVE.has(name)),
  );
}

function withoutOuterBrackets(expression: string): string {
  return /^\(([^()]*)\)$/.exec(expression.trim())?.[1] ?? expression.trim();
}
