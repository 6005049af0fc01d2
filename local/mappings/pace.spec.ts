import { Pace } from './pace';

describe('Pace', () => {
  it('does not hold back the first batch', () => {
    expect(new Pace().remaining(0)).toBe(0);
  });

  it('lets records gather after a batch', () => {
    const pace = new Pace();
    pace.mark(1_000);
    expect(pace.remaining(1_010)).toBe(30);
  });

  it('does not hold back a batch after a rest', () => {
    const pace = new Pace();
    pace.mark(1_000);
    expect(pace.remaining(1_040)).toBe(0);
    expect(pace.remaining(9_000)).toBe(0);
  });

  it('waits no longer than until the signal aborts', async () => {
    const pace = new Pace();
    const stopping = new AbortController();
    stopping.abort();
    pace.mark(performance.now() + 1_000_000);
    await expect(pace.keep(stopping.signal)).resolves.toBeUndefined();
  });
});
