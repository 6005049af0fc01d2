import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sealed } from '../../test/support/box/box.events';
import { commitOf } from '../../test/support/commit-of';
import { readCorpus, writeCorpusFile } from './corpus-file';

describe('corpus files', () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'corpus-'));
    mkdirSync(join(folder, 'shop/box'), { recursive: true });
  });

  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  it('come back as they were written, under the type that their folder names', () => {
    const commits = [commitOf('shop/box#1', 1, sealed)];
    const history = { commits, revision: 2, state: { sealed: true }, uniqueValues: [] };
    for (const name of ['b.json', 'a.json']) {
      writeCorpusFile({ path: join(folder, 'shop/box', name), type: 'shop/box', history });
    }
    writeFileSync(join(folder, 'shop/box/README.md'), 'not a history');
    expect(readCorpus(folder)).toEqual([
      { path: join(folder, 'shop/box/a.json'), type: 'shop/box', history },
      { path: join(folder, 'shop/box/b.json'), type: 'shop/box', history },
    ]);
  });

  it('are refused without commits', () => {
    const path = join(folder, 'shop/box/state.json');
    writeFileSync(path, '{"state":{}}');
    expect(() => readCorpus(folder)).toThrow(`${path} has no commits.`);
  });
});
