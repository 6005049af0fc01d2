import { Box } from '../../test/support/box/box';
import { filled, labelled, sealed } from '../../test/support/box/box.events';
import { UnknownEventError } from './fold';

describe('AggregateRoot', () => {
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

  it('goes back to a state read before, forgetting what was raised', () => {
    const box = new Box('one');
    box.hydrate(labelled('toys'));
    const { state, version } = box;
    box.fillAndSeal('car');

    box.restore(state, version);

    expect(box.state).toEqual({ label: 'toys', items: [], sealed: false });
    expect(box).toMatchObject({ version: 1, raised: [] });
    box.hydrate(filled('ball'));
    expect(box.version).toBe(2);
  });

  it('shares no list of events with what it raised before', () => {
    const box = new Box('one');
    box.label('toys');
    const { raised } = box;
    box.restore({ label: '', items: [], sealed: false }, 0);
    box.label('books');
    expect(raised).toEqual([labelled('toys')]);
  });

  it('names itself and the version when the log holds what it does not know', () => {
    const box = new Box('one');
    box.hydrate(labelled('toys'));
    const act = (): void => {
      box.hydrate({ type: 'shop/box/burnt', data: {} });
    };
    expect(act).toThrow(UnknownEventError);
    expect(act).toThrow(/^Box one at version 2 does not know the event type shop\/box\/burnt/);
    expect(box.version).toBe(1);
  });
});
