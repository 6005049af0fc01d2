import { Box, boxFold, type BoxEvent, type BoxState } from '../../test/support/box/box';
import { filled, labelled, sealed } from '../../test/support/box/box.events';
import { AggregateRoot } from './aggregate-root';
import { UnknownEventError } from './fold';

describe('AggregateRoot', () => {
  it('says which step is missing, where nothing was compiled that would have', () => {
    const apply = Object.fromEntries(
      Object.entries(boxFold.apply).filter(([type]) => !type.endsWith('sealed')),
    );
    class Unsealable extends AggregateRoot<BoxState, BoxEvent> {
      static readonly type = 'shop/box';

      constructor(id: string) {
        super(id, { ...boxFold, apply: apply as typeof boxFold.apply });
      }

      seal(): void {
        this.apply('shop/box/sealed', {});
      }
    }
    const box = new Unsealable('one');
    expect(() => {
      box.seal();
    }).toThrow(
      "shop/box raised shop/box/sealed, and its fold has no step for it: add 'shop/box/sealed': (state, data) => ... to",
    );
    expect(box.raised).toEqual([]);
  });

  it('begins with nothing', () => {
    const box = new Box('one');
    expect(box).toMatchObject({ id: 'one', version: 0, raised: [] });
    expect(box.state).toEqual({ label: '', items: [], sealed: false });
  });

  it('adds what has happened without raising it again', () => {
    const box = new Box('one');
    box.hydrate(labelled('toys'));
    box.hydrate(filled('car', 'doll'));
    expect(box.state).toEqual({ label: 'toys', items: ['car', 'doll'], sealed: false });
    expect(box).toMatchObject({ version: 2, raised: [] });
  });

  it('counts what it raises, and sees it at once', () => {
    const box = new Box('one');
    box.hydrate(labelled('toys'));
    box.fillAndSeal('car');
    expect(box.raised).toEqual([filled('car'), sealed]);
    expect(box.version).toBe(3);
    expect(box.state.sealed).toBe(true);
  });

  it('goes back to what was loaded, forgetting what was raised', () => {
    const box = new Box('one');
    box.hydrate(labelled('toys'));
    box.fillAndSeal('car');

    box.rollback();

    expect(box.state).toEqual({ label: 'toys', items: [], sealed: false });
    expect(box).toMatchObject({ version: 1, raised: [] });
    box.hydrate(filled('ball'));
    expect(box.version).toBe(2);
  });

  it('shares no list of events with what it raised before', () => {
    const box = new Box('one');
    box.label('toys');
    const { raised } = box;
    box.rollback();
    box.label('books');
    expect(raised).toEqual([labelled('toys')]);
  });

  it('starts from a state that was folded before', () => {
    const box = new Box('one');
    const loaded = { state: { label: 'toys', items: ['car'], sealed: false }, version: 7 };
    box.restore(loaded);
    expect(box).toMatchObject({ version: 7, raised: [], loaded });
    box.fill('ball');
    expect(box.state.items).toEqual(['car', 'ball']);
    expect(box.loaded).toBe(loaded);
  });

  it('goes on from what it raised once that is committed', () => {
    const box = new Box('one');
    box.label('toys');
    box.committed();
    expect(box).toMatchObject({ version: 1, raised: [] });
    expect(box.loaded).toEqual({ state: box.state, version: 1 });
    box.rollback();
    expect(box.state.label).toBe('toys');
  });

  it('takes no history while what it raised waits to be committed', () => {
    const box = new Box('one');
    box.label('toys');
    expect(() => {
      box.hydrate(filled('car'));
    }).toThrow('shop/box#one has events to commit');
  });

  it('tells the revision of its fold, 1 unless that says otherwise, and the events that it knows', () => {
    const box = new Box('one');
    expect(box.revision).toBe(1);
    expect(box.eventTypes).toEqual([
      'shop/box/labelled',
      'shop/box/filled',
      'shop/box/emptied',
      'shop/box/sealed',
    ]);
  });

  it('names its stream and the version when the log holds what it does not know', () => {
    const box = new Box('one');
    box.hydrate(labelled('toys'));
    const act = (): void => {
      box.hydrate({ type: 'shop/box/burnt', data: {} });
    };
    expect(act).toThrow(UnknownEventError);
    expect(act).toThrow('The event shop/box/burnt at version 2 of shop/box#one is unknown to the fold');
    expect(box.version).toBe(1);
  });
});
