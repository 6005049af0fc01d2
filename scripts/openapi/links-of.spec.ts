import { BoardController } from '../../test/support/http/board.controller';
import { operation } from '../../test/support/http/inspect-document';
import { NoteController } from '../../test/support/http/note.controller';
import { generateOpenApi } from './generate-openapi';
import { linksOf } from './links-of';

const document = generateOpenApi([NoteController, BoardController], { title: 'Notes', version: '1' });

describe(linksOf, () => {
  it.each([
    ['post', '/notes'],
    ['put', '/notes/{id}/pin'],
    ['delete', '/notes/{id}/labels/{labelId}'],
  ])('lead from %s %s to what came of it', (method, path) => {
    expect(operation(document, method, path).responses['202']).toMatchObject({
      links: {
        find: {
          operationId: 'noteFind',
          parameters: { id: '$response.body#/id', minVersion: '$response.body#/version' },
        },
      },
    });
  });

  it('lead from a page to the next one, of the same owner', () => {
    expect(operation(document, 'get', '/boards/{id}/notes').responses['200']).toMatchObject({
      links: {
        nextPage: {
          operationId: 'boardNotes',
          parameters: { id: '$request.path.id', cursor: '$response.body#/cursor' },
        },
      },
    });
    expect(operation(document, 'get', '/notes').responses['200']).toMatchObject({
      links: { nextPage: { operationId: 'noteList', parameters: { cursor: '$response.body#/cursor' } } },
    });
  });

  it('lead nowhere from one thing', () => {
    expect(operation(document, 'get', '/notes/{id}').responses['200']).not.toHaveProperty('links');
  });
});
