import { Activity, sleep } from './activity';

async function took(action: Promise<void>): Promise<number> {
  const start = performance.now();
  await action;
  return performance.now() - start;
}

describe('Activity', () => {
  const never = new AbortController().signal;

  it('rests shortly after something happened, longer when nothing does', async () => {
    const activity = new Activity();
    const idle = await took(activity.rest(never));
    activity.pulse();
    const busy = await took(activity.rest(never));

    expect(idle).toBeGreaterThan(90);
    expect(busy).toBeGreaterThan(8);
    expect(busy).toBeLessThan(idle);
  });

  it('ends a long rest when something happens', async () => {
    const activity = new Activity();
    const rest = took(activity.rest(never));
    activity.pulse();

    expect(await rest).toBeLessThan(90);
  });

  it('does not end short rests, which end soon anyway', async () => {
    const activity = new Activity();
    activity.pulse();
    const rest = took(activity.rest(never));
    activity.pulse();

    expect(await rest).toBeGreaterThan(8);
  });

  it('ends a rest when the signal aborts, before or after it began', async () => {
    const activity = new Activity();
    const stopping = new AbortController();
    const rest = took(activity.rest(stopping.signal));
    stopping.abort();

    expect(await rest).toBeLessThan(90);
    expect(await took(activity.rest(stopping.signal))).toBeLessThan(90);
  });
});

describe('sleep', () => {
  it('lasts as long as it is told, or until the signal aborts', async () => {
    const stopping = new AbortController();
    expect(await took(sleep(30, stopping.signal))).toBeGreaterThan(28);

    const long = took(sleep(60_000, stopping.signal));
    stopping.abort();
    expect(await long).toBeLessThan(1_000);
  });
});
