import { Session } from 'node:inspector';
import { eventually } from '../../test/support/local/eventually';
import { call, FunctionHarness } from '../../test/support/local/function-harness';

describe('a debugger', () => {
  const harness = new FunctionHarness();

  beforeAll(() => harness.build());
  afterAll(async () => {
    await harness.reset();
    harness.remove();
  });

  it('sees the workers of functions, as editors ask for them', async () => {
    const session = new Session();
    const scripts: string[] = [];
    session.connect();
    session.on('NodeWorker.attachedToWorker', ({ params: { sessionId } }) => {
      const message = JSON.stringify({ id: 1, method: 'Debugger.enable' });
      session.post('NodeWorker.sendMessageToWorker', { sessionId, message });
    });
    session.on('NodeWorker.receivedMessageFromWorker', ({ params }) => {
      const { method, params: details } = JSON.parse(params.message) as {
        method?: string;
        params?: { url: string };
      };
      if (method === 'Debugger.scriptParsed') scripts.push(details?.url ?? '');
    });
    session.post('NodeWorker.enable', { waitForDebuggerOnStart: false });
    await call(harness.start({}, true), 'echo');

    await eventually(() => {
      expect(scripts).toContainEqual(expect.stringMatching(/\/Behave\/behave\.js$/));
    });
    session.disconnect();
  });
});
