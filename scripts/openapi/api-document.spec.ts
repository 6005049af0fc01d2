import { readFileSync } from 'node:fs';
import packageJson from '../../package.json';
import { apiDocument } from './api-document';

describe('openapi.json', () => {
  it('is what the controllers declare; run `npm run openapi` when it is not', () => {
    expect(readFileSync('openapi.json', 'utf8')).toBe(apiDocument(packageJson.version));
  });
});
