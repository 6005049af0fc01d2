import { writeFileSync } from 'node:fs';
import packageJson from '../../package.json';
import { apiDocument } from './api-document';

writeFileSync('openapi.json', apiDocument(packageJson.version));
