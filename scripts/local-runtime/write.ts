/** `npm run local-runtime`: writes into docs/local-runtime.md what `npm start` makes of a template. */
import { readFileSync, writeFileSync } from 'node:fs';
import { DOCUMENT, withTables } from './document';

writeFileSync(DOCUMENT, withTables(readFileSync(DOCUMENT, 'utf8')));
