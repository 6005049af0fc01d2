import type { Runtime } from '../../local/runtime';
import { isKill } from '../../local/faults/fault-kinds';
import { startForChaos } from './chaos-runtime';
import { chaos, told } from './chaos';
import { strokesOf } from './fault-orders';
import { allWorkloads } from './workloads/all';

describe('the application under chaos', () => {
  let runtime: Runtime;

  beforeAll(async () => {
    runtime = await startForChaos('chaos');
  }, 120_000);
  afterAll(() => runtime.stop());

  it('loses, repeats and reorders nothing that was acknowledged', async () => {
    const report = await chaos(runtime, {
      seed: 1,
      commands: 120,
      seconds: 60,
      rate: 0.1,
      clients: 6,
      workloads: allWorkloads(),
    });
    const { sent, faults, violations } = report;
    expect({ violations, report: told(report) }).toMatchObject({ violations: [] });
    expect(sent.acknowledged).toBeGreaterThan(30);
    expect(strokesOf(faults, isKill)).toBeGreaterThan(0);
    expect(strokesOf(faults, (kind) => !isKill(kind))).toBeGreaterThan(10);
  }, 300_000);
});
