import { BoxProjection } from '../../test/support/box/box.projection';
import { filled, labelled } from '../../test/support/box/box.events';
import { commitOf } from '../../test/support/commit-of';
import { recordedEvents } from '../eventsourcing/log/commit';
import { historyView } from './history-view';

describe('historyView', () => {
  const view = historyView(new BoxProjection());

  it('follows what the projection follows and begins with its row', () => {
    expect(view.type).toBe('shop/box');
    expect(view.initial('one')).toEqual({ id: 'one', version: 0, label: '', sealed: false });
  });

  it('folds by the steps of the projection, without detail rows and versions', () => {
    const events = recordedEvents(commitOf('shop/box#one', 1, labelled('toys'), filled('car')));
    const row = events.reduce((before, event) => view.apply(before, event), view.initial('one'));
    expect(row).toEqual({ id: 'one', version: 0, label: 'toys', sealed: false });
  });

  it('refuses an event that the projection does not know', () => {
    const [event] = recordedEvents(commitOf('shop/box#one', 1, { type: 'shop/box/burnt', data: {} }));
    expect(() => event && view.apply(view.initial('one'), event)).toThrow('shop/box/burnt');
  });
});
