import { Faults } from '../faults';
import { Random } from '../time/random';
import { VirtualTime } from '../time/virtual-time';
import { World } from '../world';
import { SimulatedFunction, type Start } from './simulated-function';

const quiet = (time: VirtualTime): World =>
  new World(time, new Random(1), new Faults(new Random(1), { rate: 0, most: 0 }));

describe('SimulatedFunction', () => {
  let time: VirtualTime;
  let starts: number;
  beforeEach(() => {
    time = new VirtualTime();
    starts = 0;
  });

  /** Takes so many milliseconds, and answers with the code and the number of its process. */
  const code =
    (name: string): Start<number, string> =>
    () => {
      const process = `${name} ${(starts += 1)}`;
      return async (milliseconds) => {
        await time.sleep(milliseconds);
        if (milliseconds === 13) throw new Error('unlucky');
        return process;
      };
    };

  async function outcome(answer: Promise<string>): Promise<string> {
    const told = answer.catch((error: unknown) => String(error));
    await time.untilRest(100);
    return told;
  }

  it('goes on in a process that is there, also after an error, and starts one when all are busy', async () => {
    const called = new SimulatedFunction(quiet(time), code('v1'), { timeout: 9 });
    expect(await outcome(called.invoke(10))).toBe('v1 1');
    expect(await outcome(called.invoke(13))).toBe('Error: unlucky');
    const both = Promise.all([called.invoke(10), called.invoke(10)]);
    await time.untilRest(100);
    expect(await both).toEqual(['v1 1', 'v1 2']);
  });

  it('ends a process whose time is up', async () => {
    const called = new SimulatedFunction(quiet(time), code('v1'), { timeout: 9 });
    expect(await outcome(called.invoke(9_001))).toBe('Error: its time was up');
    expect(await outcome(called.invoke(10))).toBe('v1 2');
  });

  it('uses processes of older code for as long as it is told to', async () => {
    const called = new SimulatedFunction(quiet(time), code('v1'), { timeout: 9 });
    await outcome(called.invoke(10));
    called.deploy(code('v2'), 60_000);
    const during = called.invoke(10);
    expect(await outcome(during)).toBe('v1 1');
    expect(await outcome(called.invoke(10))).toBe('v2 2');
  });
});
