/**
 * `npm run template`: writes what follows from the manifests into template.yaml, src/functions and events, and deletes
 * entry points and fixtures that no manifest asks for any more.
 */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { contexts } from '../../src/composition/modules';
import { generatedFor, TEMPLATE } from './generated';

const { files, orphans } = generatedFor(contexts, readFileSync(TEMPLATE, 'utf8'));
for (const [path, text] of files) {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}
for (const path of orphans) rmSync(path);
console.log(`wrote ${files.size} files${orphans.length > 0 ? `, deleted ${orphans.join(', ')}` : ''}`);
