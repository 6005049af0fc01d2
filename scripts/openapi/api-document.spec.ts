import { readFileSync } from 'node:fs';
import packageJson from '../../package.json';
import { emptyObjectsIn } from '../../test/support/http/inspect-document';
import { apiDocument } from './api-document';

describe('openapi.json', () => {
  it('is what the controllers declare; run `npm run openapi` when it is not', () => {
    expect(readFileSync('openapi.json', 'utf8')).toBe(apiDocument(packageJson.version));
  });

  it('has no object of which a generator would say that it is empty', () => {
    expect(emptyObjectsIn(JSON.parse(apiDocument(packageJson.version)))).toEqual([]);
  });
});
