import { call, FunctionHarness } from '../../test/support/local/function-harness';
import { eventually } from '../../test/support/local/eventually';
import { debuggerAccess } from './debugging';

describe('a debugger', () => {
  const harness = new FunctionHarness();

  beforeAll(() => harness.build());
  afterAll(async () => {
    await harness.reset();
    harness.remove();
  });

  it("gets into a function's process, and the log says where", async () => {
    await call(harness.start({}, { host: '127.0.0.1', port: 0, environment: {} }), 'echo');

    const address = await eventually(() => {
      const found = /Debugger listening on ws:\/\/([^/]+)\/(\S+)/.exec(
        harness.log.outputs('Behave').join('\n'),
      );
      expect(found).not.toBeNull();
      return found?.[1] ?? '';
    });
    const targets = (await (await fetch(`http://${address}/json/list`)).json()) as { url: string }[];
    expect(targets[0]?.url).toMatch(/bootstrap\.mjs$/);
  });

  it('finds the functions behind the runtime, in the order of the template', () => {
    const debugging = { host: '127.0.0.1', port: 9229, environment: {} };

    expect([0, 1].map((position) => debuggerAccess(debugging, position).nodeOptions)).toEqual([
      ['--inspect=127.0.0.1:9230'],
      ['--inspect=127.0.0.1:9231'],
    ]);
  });

  it('that is an editor is told of every process in its own way', () => {
    const environment = {
      NODE_OPTIONS: '--require loader.js',
      VSCODE_INSPECTOR_OPTIONS: '{}',
      HOME: '/home',
    };

    expect(debuggerAccess({ host: '127.0.0.1', port: 9229, environment }, 0)).toEqual({
      nodeOptions: [],
      variables: { NODE_OPTIONS: '--require loader.js', VSCODE_INSPECTOR_OPTIONS: '{}' },
    });
  });

  it('has no way in otherwise', () => {
    expect(debuggerAccess(undefined, 0)).toEqual({ nodeOptions: [], variables: {} });
  });
});
