import { Progress } from './progress';

function shown(isTTY: boolean, work: (progress: Progress, pass: (ms: number) => void) => void): string {
  let now = 0;
  let text = '';
  const screen = {
    isTTY,
    write: (part: string) => {
      text += part;
    },
  };
  work(new Progress('ringing', screen, () => now), (milliseconds) => {
    now += milliseconds;
  });
  return text;
}

describe('Progress', () => {
  it('draws a bar on a terminal, ten times a second at most', () => {
    const text = shown(true, (progress, pass) => {
      progress.add(1, 4);
      pass(100);
      progress.add(1, 4);
      progress.add(2, 4);
      progress.end();
    });
    expect(text).toBe(
      '\rringing [############............] 2/4, 0 s left\u001b[K\rringing [########################] 4/4\u001b[K\n',
    );
  });

  it('writes a line now and then elsewhere, and one at the end', () => {
    const text = shown(false, (progress, pass) => {
      for (let second = 1; second <= 12; second++) {
        pass(1_000);
        progress.add(10);
      }
      progress.end();
    });
    expect(text).toBe('ringing 50\nringing 100\nringing 120\n');
  });

  it('leaves what was reached when the work is cut off', () => {
    const text = shown(false, (progress, pass) => {
      pass(2_000);
      progress.add(1, 4);
      progress.end();
    });
    expect(text).toBe('ringing [######..................] 1/4, 6 s left\n');
  });
});
