import { AggregateRoot } from './aggregate-root';
import type { DomainEvent } from './domain-event';
import type { Fold } from './fold';

type NoteEvent = DomainEvent<'shop/note/written', { note: { words: string[] } }>;
interface NoteState {
  readonly note: { readonly words: readonly string[] };
}

const fold: Fold<NoteState, NoteEvent> = {
  initial: { note: { words: [] } },
  apply: { 'shop/note/written': (_, { note }) => ({ note }) },
};

class Note extends AggregateRoot<NoteState, NoteEvent> {
  static readonly type = 'shop/note';

  constructor() {
    super('one', fold);
  }

  write(note: unknown): void {
    // As code without types, or with a cast, might do it.
    this.apply('shop/note/written', { note } as never);
  }
}

class Words {
  readonly count = 1;
}

describe('an event that is raised', () => {
  it.each<[string, unknown]>([
    ['undefined', undefined],
    ['NaN', NaN],
    ['Infinity', Infinity],
    ['-0', -0],
    ['a bigint', 1n],
    ['a symbol', Symbol('x')],
    ['a function', () => 1],
    ['an instance of Date', new Date(0)],
    ['an instance of Map', new Map([['a', 1]])],
    ['an instance of Set', new Set(['a'])],
    ['an instance of Words', new Words()],
  ])('holds no %s, wherever it is: the log would give back something else', (kind, value) => {
    const note = new Note();
    const message = (path: string): string =>
      `${path} of the event shop/note/written is ${kind}; events hold JSON alone.`;
    expect(() => {
      note.write(value);
    }).toThrow(message('note'));
    expect(() => {
      note.write({ words: ['a', { b: value }] });
    }).toThrow(message('note.words[1].b'));
    expect(note.raised).toEqual([]);
    expect(note.state).toBe(fold.initial);
  });

  it('says what to do instead', () => {
    expect(() => {
      new Note().write(new Date(0));
    }).toThrow(
      new TypeError(
        'note of the event shop/note/written is an instance of Date; events hold JSON alone. Write its toISOString().',
      ),
    );
  });

  it('stays as it is, whatever becomes of what it was made of', () => {
    const words = ['a'];
    const note = new Note();
    note.write({ words });
    words.push('b');
    expect(note.raised).toEqual([{ type: 'shop/note/written', data: { note: { words: ['a'] } } }]);
    expect(note.state).toEqual({ note: { words: ['a'] } });
  });
});
