import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readPlaces } from './places';

describe('readPlaces', () => {
  const folder = mkdtempSync(join(tmpdir(), 'places-'));
  const file = join(folder, 'places.json');
  const damaged = `${file} is damaged; remove it, and everything of the last day is delivered again`;

  afterEach(() => {
    rmSync(file, { recursive: true, force: true });
  });

  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  it('knows the place of a shard, and none without the file', async () => {
    expect((await readPlaces(file)).of('M', 'arn', 's')).toBeUndefined();

    writeFileSync(file, '{ "M arn s": "0042" }');
    expect((await readPlaces(file)).of('M', 'arn', 's')).toBe('0042');
  });

  it.each([
    '',
    '{ "half',
    'null',
    '5',
    '[1]',
    '{ "M arn s": 5 }',
    '{ "M arn s": "" }',
    '{ "M arn s": null }',
  ])('says that a file of %j is damaged', async (text) => {
    writeFileSync(file, text);

    await expect(readPlaces(file)).rejects.toThrow(damaged);
  });

  it('says that a folder in its place is damaged', async () => {
    mkdirSync(file);

    await expect(readPlaces(file)).rejects.toThrow(damaged);
  });
});
