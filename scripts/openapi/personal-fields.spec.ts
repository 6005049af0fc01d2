import { BoardController } from '../../test/support/http/board.controller';
import { NoteController } from '../../test/support/http/note.controller';
import type { DomainEvent } from '../../src/kernel/domain-event';
import { eventSource } from '../../src/kernel/event-source';
import { generateOpenApi } from './generate-openapi';
import type { OpenApiDocument, Schema } from './openapi-document';
import { withPersonalFields } from './personal-fields';

const info = { title: 'Notes', version: '1.0.0' };
type NoteEvent =
  DomainEvent<'notes/note/written', { author: string }> | DomainEvent<'notes/note/read', { reader: string }>;

const notes = eventSource<NoteEvent>({
  type: 'notes/note',
  views: { 'notes/note/written': ({ author }) => ({ author }) },
  personal: { 'notes/note/written': ['author'], 'notes/note/read': ['reader'] },
});

function fieldsIn({ components }: OpenApiDocument): unknown {
  return (components.schemas.EventView?.properties as Record<string, Schema>).data?.['x-personal'];
}

describe(withPersonalFields, () => {
  it('names the personal fields of the events that are shown, and no event that is not', () => {
    expect(fieldsIn(generateOpenApi([NoteController], info, [notes]))).toEqual({
      'notes/note/written': ['author'],
    });
  });

  it('says nothing where there are no such fields, or no events', () => {
    const open = eventSource<NoteEvent>({ type: 'notes/note', views: notes.views });
    expect(fieldsIn(generateOpenApi([NoteController], info, [open]))).toBeUndefined();
    const boards = generateOpenApi([BoardController], info, [notes]);
    expect(JSON.stringify(boards)).not.toContain('x-personal');
  });
});
