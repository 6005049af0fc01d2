import { NoteController } from '../../test/support/http/note.controller';
import { generateOpenApi } from './generate-openapi';
import { BoardController } from '../../test/support/http/board.controller';
import {
  emptyObjectsIn,
  lookUp,
  operationsOf,
  refsIn,
  resolve,
} from '../../test/support/http/inspect-document';

const info = { title: 'Notes', version: '1.0.0' };
const document = generateOpenApi([NoteController, BoardController], info);

describe('an OpenAPI document', () => {
  it('is 3.1 with its info', () => {
    expect(document).toMatchObject({ openapi: '3.1.0', info, tags: [{ name: 'Board' }, { name: 'Note' }] });
  });

  it('has each operation id once', () => {
    const ids = operationsOf(document).map(([, { operationId }]) => operationId);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids).toEqual([
      'boardNotes',
      'noteList',
      'noteWrite',
      'noteHealth',
      'noteFind',
      'noteEvents',
      'noteUnlabel',
      'notePin',
    ]);
  });

  it('has no reference that leads nowhere', () => {
    const refs = refsIn(document);
    expect(refs.length).toBeGreaterThan(30);
    expect(refs.filter((ref) => lookUp(document, ref) === undefined)).toEqual([]);
  });

  it('has no object of which a generator would say that it is empty', () => {
    expect(emptyObjectsIn(document)).toEqual([]);
  });

  it('has no component that nothing uses', () => {
    const names = Object.entries(document.components).flatMap(([kind, entries]) =>
      Object.keys(entries).map((name) => `#/components/${kind}/${name}`),
    );
    const schemes = operationsOf(document).flatMap(([, { security }]) => security.flatMap(Object.keys));
    const used = [...refsIn(document), ...schemes.map((name) => `#/components/securitySchemes/${name}`)];
    expect(names.filter((name) => !used.includes(name))).toEqual([]);
  });

  const operations = operationsOf(document).map(([path, each]) => [each.operationId, path, each] as const);

  describe.each(operations)('in %s', (_, path, { parameters, summary, responses }) => {
    const resolved = parameters.map((parameter) => resolve(document, parameter));

    it('declares every path parameter, required, and no other', () => {
      const inPath = resolved.filter((parameter) => parameter.in === 'path');
      const braces = [...path.matchAll(/\{([^}]+)\}/g)].map(([, name]) => name);
      expect(inPath.map(({ name }) => name).sort()).toEqual(braces.sort());
      expect(inPath.every(({ required }) => required === true)).toBe(true);
    });

    it('has each parameter once, with a schema', () => {
      const keys = resolved.map(({ in: place, name }) => `${String(place)} ${String(name).toLowerCase()}`);
      expect(new Set(keys).size).toBe(keys.length);
      expect(resolved.every(({ schema }) => typeof schema === 'object')).toBe(true);
    });

    it('has a summary, one good answer at least, and words for each answer', () => {
      expect(summary).not.toBe('');
      const statuses = Object.keys(responses);
      expect(statuses).toEqual(expect.arrayContaining(['400', '500', '503']));
      expect(statuses.filter((status) => /^20[02]$/.test(status))).toHaveLength(1);
      for (const response of Object.values(responses)) {
        expect(resolve(document, response).description).toMatch(/\S/);
      }
    });
  });
});
