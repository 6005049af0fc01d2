import { IsString } from 'class-validator';
import type { DomainEvent } from '../../src/kernel/domain-event';
import { eventSource } from '../../src/kernel/event-source';
import { Access, Answers, content, Controller, EventsOf, Get, NoData, type Answer } from '../../src/http';
import { lookUp } from '../../test/support/http/inspect-document';
import { eventSchemas } from './event-schemas';
import { generateOpenApi } from './generate-openapi';

type NoteEvent =
  | DomainEvent<'notes/note/written', { author: string }>
  | DomainEvent<'notes/note/thrown-away', Record<string, never>>
  | DomainEvent<'notes/note/read', { reader: string }>;

const notes = eventSource<NoteEvent>({
  type: 'notes/note',
  views: { 'notes/note/written': ({ author }) => ({ author }), 'notes/note/thrown-away': () => ({}) },
  personal: { 'notes/note/written': ['author'], 'notes/note/read': ['reader'] },
});

class Written {
  @IsString()
  readonly author!: string;
}

const notePage = EventsOf(notes, { 'notes/note/written': Written, 'notes/note/thrown-away': NoData });

describe(eventSchemas, () => {
  it('tells events apart by their type, each with the data of its view', () => {
    const { union, schemas } = eventSchemas(notePage);
    expect(union).toBe('NotesNoteEvent');
    expect(Object.keys(schemas)).toEqual([union, 'NotesNoteWrittenEvent', 'NotesNoteThrownAwayEvent']);
    const written = '#/components/schemas/NotesNoteWrittenEvent';
    const thrownAway = '#/components/schemas/NotesNoteThrownAwayEvent';
    expect(schemas[union]).toEqual({
      oneOf: [{ $ref: written }, { $ref: thrownAway }],
      discriminator: {
        propertyName: 'type',
        mapping: { 'notes/note/written': written, 'notes/note/thrown-away': thrownAway },
      },
    });
    expect(schemas.NotesNoteWrittenEvent).toMatchObject({
      properties: {
        type: { const: 'notes/note/written' },
        data: { properties: { author: { type: 'string' } }, required: ['author'], 'x-personal': ['author'] },
        version: { type: 'integer' },
      },
    });
    expect(schemas.NotesNoteThrownAwayEvent).toMatchObject({
      properties: { data: { type: 'object', properties: {} } },
    });
  });

  it('names personal fields of events that are shown, and of no other', () => {
    expect(JSON.stringify(eventSchemas(notePage))).not.toContain('reader');
  });

  it('stands in the document where a route answers with events', () => {
    @Controller('/notes')
    class EventController {
      @Get('/events', { id: 'listNoteEvents', summary: 'List what happened' })
      @Access('public')
      @Answers(notePage)
      events(): Answer {
        return content({});
      }
    }
    const document = generateOpenApi([EventController], { title: 'Notes', version: '1' });
    expect(document.paths['/notes/events']?.get).toMatchObject({
      operationId: 'listNoteEvents',
      responses: {
        200: {
          content: {
            'application/json': {
              schema: { properties: { items: { items: { $ref: '#/components/schemas/NotesNoteEvent' } } } },
            },
          },
          links: {
            nextPage: { operationId: 'listNoteEvents', parameters: { cursor: '$response.body#/cursor' } },
          },
        },
      },
    });
    expect(lookUp(document, '#/components/schemas/NotesNoteWrittenEvent')).toBeDefined();
  });
});

describe(EventsOf, () => {
  it('wants a class for each type that is shown', () => {
    expect(() => EventsOf(notes, { 'notes/note/written': Written })).toThrow(
      'EventsOf notes/note: add a class for notes/note/thrown-away, which has a public view.',
    );
  });

  it('wants none for a type that stays inside', () => {
    const classes = { ...notePage.eventsOf, 'notes/note/read': Written };
    expect(() => EventsOf(notes, classes)).toThrow('remove notes/note/read, which has no public view.');
  });
});
