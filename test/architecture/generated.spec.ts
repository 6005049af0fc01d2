import { existsSync, readFileSync } from 'node:fs';
import { generatedFor, TEMPLATE, type Generated } from '../../scripts/template/generated';
import { contexts } from '../../src/composition/modules';
import { setEnvironment } from '../support/process-environment';

describe('what npm run template writes', () => {
  let generated: Generated;
  let restore: () => void;

  beforeAll(() => {
    restore = setEnvironment({});
    generated = generatedFor(contexts, readFileSync(TEMPLATE, 'utf8'));
  });

  afterAll(() => {
    restore();
  });

  it('is up to date: run it when this fails', () => {
    const stale = [...generated.files].filter(
      ([path, text]) => !existsSync(path) || readFileSync(path, 'utf8') !== text,
    );
    expect(stale.map(([path]) => path)).toEqual([]);
  });

  it('leaves nothing behind of what manifests no longer ask for', () => {
    expect(generated.orphans).toEqual([]);
  });
});
