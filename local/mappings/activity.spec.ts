import { setImmediate as turn } from 'node:timers/promises';
import { Activity, sleep } from './activity';

/** Whether something is over, as the test goes on. */
function watched(action: Promise<void>): { isOver: boolean; readonly over: Promise<void> } {
  const watch = { isOver: false, over: action };
  void action.then(() => {
    watch.isOver = true;
  });
  return watch;
}

describe('Activity', () => {
  const never = new AbortController().signal;

  it('rests shortly after something happened, longer when nothing does', async () => {
    const busy = new Activity();
    busy.pulse();
    const long = watched(new Activity().rest(never));
    const short = watched(busy.rest(never));

    await short.over;
    expect(long.isOver).toBe(false);
    await long.over;
  });

  it('ends a long rest when something happens', async () => {
    const [activity, calm] = [new Activity(), new Activity()];
    const long = watched(calm.rest(never));
    const ended = watched(activity.rest(never));
    activity.pulse();

    await ended.over;
    expect(long.isOver).toBe(false);
    await long.over;
  });

  it('does not end short rests, which end soon anyway', async () => {
    const activity = new Activity();
    activity.pulse();
    const rest = watched(activity.rest(never));
    activity.pulse();

    await turn();
    expect(rest.isOver).toBe(false);
    await rest.over;
  });

  it('ends a rest when the signal aborts, before or after it began', async () => {
    const activity = new Activity();
    const stopping = new AbortController();
    const long = watched(new Activity().rest(never));
    const ended = watched(activity.rest(stopping.signal));
    stopping.abort();

    await ended.over;
    await activity.rest(stopping.signal);
    expect(long.isOver).toBe(false);
    await long.over;
  });
});

describe('sleep', () => {
  it('lasts as long as it is told, or until the signal aborts', async () => {
    const stopping = new AbortController();
    const short = watched(sleep(30, stopping.signal));
    const long = watched(sleep(60_000, stopping.signal));
    await turn();
    expect(short.isOver).toBe(false);

    await short.over;
    expect(long.isOver).toBe(false);
    stopping.abort();
    await long.over;
  });
});
