import { writeFileSync } from 'node:fs';
import packageJson from '../../package.json';
import { apiDocument } from './api-document';

const FILE = 'openapi.json';
writeFileSync(FILE, apiDocument(packageJson.version));
console.log(`wrote ${FILE}`);
