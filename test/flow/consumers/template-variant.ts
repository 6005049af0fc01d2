import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';

const TEMPLATE = 'template.yaml';
const FOLDER = '.local/test/variants';

export interface Change {
  /** Logical id of the resource that is changed; the whole template without it. */
  readonly resource?: string;
  readonly from: string;
  readonly to: string;
}

/**
 * Writes template.yaml, or what would be in it, with some text replaced.
 *
 * @returns the file
 * @throws Error for text that is not there: a test must not pass for want of its change
 */
export function templateVariant(
  name: string,
  changes: readonly Change[],
  base = readFileSync(TEMPLATE, 'utf8'),
): string {
  const sources = `CodeUri: ${relative(FOLDER, '.')}/`;
  let text = base.replaceAll('CodeUri: ./', sources);
  for (const { resource, from, to } of changes) {
    const start = resource === undefined ? 0 : text.indexOf(`\n  ${resource}:\n`) + 1;
    const end = resource === undefined ? text.length : text.slice(start).search(/\n {2}\w+:/u) + start;
    const part = text.slice(start, end);
    if (!part.includes(from)) throw new Error(`template.yaml has no "${from}" in ${resource ?? 'it'}.`);
    text = text.slice(0, start) + part.replace(from, () => to) + text.slice(end);
  }
  mkdirSync(FOLDER, { recursive: true });
  const file = join(FOLDER, `${name}.yaml`);
  writeFileSync(file, text);
  return file;
}
