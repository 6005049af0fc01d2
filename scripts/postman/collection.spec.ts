import { readFileSync } from 'node:fs';
import { Script } from 'node:vm';
import type { Call } from './call';
import { collectionOf } from './collection';
import { COLLECTION_FILE, collectionText, ENVIRONMENT_FILE } from './files';
import { folders } from './folders';

const calls = folders.flatMap((folder) => folder.calls);

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
  it('is up to date: npm run postman', () => {
    expect(readFileSync(COLLECTION_FILE, 'utf8')).toBe(collectionText());
  });

  it('takes the address of the API from the environment', () => {
    const { values } = JSON.parse(readFileSync(ENVIRONMENT_FILE, 'utf8')) as { values: unknown };
    expect(values).toMatchObject([{ key: 'baseUrl', value: 'http://127.0.0.1:3000' }]);
    for (const { request } of collectionOf(folders).item.flatMap(({ item }) => item)) {
      expect(request.url).toMatch(/^\{\{baseUrl\}\}\//);
    }
  });

  it.each(folders)('$name can be run alone: it sets every variable before it is read', (folder) => {
    expect(unset(folder.calls)).toEqual([]);
  });

  it('finds a variable that nothing has set', () => {
    const [first, ...others] = folders.find(({ name }) => name === 'Users')?.calls ?? [];
    expect(first?.newIds).toContain('annId');
    expect(unset(others)).toContain('See Ann: annId');
  });

  it.each(folders)('$name has a name of its own for each request', (folder) => {
    const taken = folder.calls.map(({ name }) => name);
    expect(taken.filter((name, index) => taken.indexOf(name) !== index)).toEqual([]);
  });

  it.each(calls)('$name asserts, in scripts that can be parsed', (each) => {
    const { after } = scriptsOf(each);
    expect(after).toContain(`pm.response.to.have.status(${each.expect.status});`);
    for (const script of [after, (each.prepare ?? []).join('\n')])
      expect(() => new Script(script)).not.toThrow();
  });

  it('never sleeps', () => {
    expect(collectionText()).not.toMatch(/setTimeout|setInterval|delay/i);
  });
});
