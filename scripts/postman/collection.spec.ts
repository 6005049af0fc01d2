import { readFileSync } from 'node:fs';
import { Script } from 'node:vm';
import type { Call } from './call';
import { collectionOf } from './collection';
import { COLLECTION_FILE, collectionFile, ENVIRONMENT_FILE, type CollectionFile } from './files';
import { folders } from './folders';

function scriptsOf({ newIds = [], prepare = [], expect: { script } }: Call): {
  before: string;
  after: string;
} {
  return { before: [...newIds.map((id) => `set('${id}'`), ...prepare].join('\n'), after: script.join('\n') };
}

function names(text: string, pattern: RegExp): string[] {
  return [...text.matchAll(pattern)].map(([, name = '']) => name);
}

/** Variables that a call reads before anything of its own folder has set them. */
function unset(folderCalls: readonly Call[]): string[] {
  const known = new Set<string>();
  return folderCalls.flatMap((each) => {
    const { before, after } = scriptsOf(each);
    const set = (text: string): void => {
      for (const name of names(text, /set\('(\w+)'/g)) known.add(name);
    };
    set(before);
    const sent = names(JSON.stringify([each.send, each.headers, each.body]), /\{\{(\w+)\}\}/g);
    const read = names(after, /pm\.variables\.get\('(\w+)'\)/g);
    const missing = [...sent, ...read].filter((name) => !known.has(name));
    set(after);
    return missing.map((name) => `${each.name}: ${name}`);
  });
}

describe('the Postman collection', () => {
  let file: CollectionFile;
  beforeAll(async () => {
    file = await collectionFile();
  });

  it('is up to date: npm run postman', () => {
    expect(readFileSync(COLLECTION_FILE, 'utf8')).toBe(file.text);
  });

  it('takes the address of the API from the environment', () => {
    const { values } = JSON.parse(readFileSync(ENVIRONMENT_FILE, 'utf8')) as { values: unknown };
    expect(values).toMatchObject([{ key: 'baseUrl', value: 'http://127.0.0.1:3000' }]);
    for (const { request } of collectionOf(file.folders).item.flatMap(({ item }) => item)) {
      expect(request.url).toMatch(/^\{\{baseUrl\}\}\//);
    }
  });

  it('can be run folder by folder: each sets every variable before it is read', () => {
    expect(file.folders.flatMap(({ calls }) => unset(calls))).toEqual([]);
  });

  it('finds a variable that nothing has set', () => {
    const [first, ...others] = folders.find(({ name }) => name === 'Users')?.calls ?? [];
    expect(first?.newIds).toContain('annId');
    expect(unset(others)).toContain('See Ann: annId');
  });

  it('has a name of its own for each folder, and in it for each request', () => {
    const named = file.folders.flatMap(({ name, calls }) => [
      name,
      ...calls.map((each) => `${name}: ${each.name}`),
    ]);
    expect(named.filter((name, index) => named.indexOf(name) !== index)).toEqual([]);
  });

  it('asserts in each request, in scripts that can be parsed', () => {
    for (const each of file.folders.flatMap(({ calls }) => calls)) {
      const { after } = scriptsOf(each);
      expect(after).toContain(`pm.response.to.have.status(${each.expect.status});`);
      for (const script of [after, (each.prepare ?? []).join('\n')])
        expect(() => new Script(script)).not.toThrow();
    }
  });

  it('never sleeps', () => {
    expect(file.text).not.toMatch(/setTimeout|setInterval|delay/i);
  });
});
