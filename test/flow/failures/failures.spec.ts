import { conditionOf } from '../../support/local/eventually';
import { CASES, titleOf } from './cases';
import { FailureWorld } from './failure-world';

/** Milliseconds. */
const PATIENCE = 20_000;

/** Cells of docs/failures.md: each names its hop and its failure. */
describe('every hop comes through', () => {
  let world: FailureWorld;

  beforeAll(async () => {
    world = await FailureWorld.start();
  }, 120_000);
  afterAll(() => world.stop());

  it.each(CASES.map((each) => [titleOf(each), each] as const))(
    '%s',
    async (_, { story, faults }) => {
      await story(world, async () => {
        for (const fault of faults) await world.desk.order(fault);
      });
      await conditionOf(
        'every fault has struck',
        async () => (await world.desk.list()).every(({ struck }) => struck > 0),
        PATIENCE,
      );
      await world.desk.clear();
      await world.rest();
    },
    120_000,
  );
});
