import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runCommand, type Command } from '../../test/support/local/command';
import { eventually } from '../../test/support/local/eventually';

/** Start-up, and a check by a process of its own. */
const PATIENCE = 60_000;

describe('npm start, of a template that is not what the manifests ask for', () => {
  const folder = mkdtempSync(join(tmpdir(), 'wiring-'));
  const template = join(folder, 'template.yaml');
  const sound = readFileSync('template.yaml', 'utf8').replace('CodeUri: ./', `CodeUri: ${process.cwd()}`);
  const without = (...lines: readonly RegExp[]): string =>
    lines.reduce((text, line) => {
      expect(text).toMatch(line);
      return text.replace(line, '');
    }, sound);
  const route = /^ +'\/roles\/\{id\}\/disable': .*\n/mu;
  const queues = /^ +IAM_ROLE_QUEUES: .*\n/mu;
  const statement = /^ +- \{ Effect: Allow, Action: dynamodb:GetItem, Resource: !GetAtt IamRolesTable.*\n/mu;
  let command: Command;

  const run = (text: string, ...options: readonly string[]): Command => {
    writeFileSync(template, text);
    command = runCommand(['--template', template, ...options]);
    return command;
  };

  afterEach(() => {
    command.process.kill('SIGKILL');
  });

  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  it(
    'refuses, with a line for each fault',
    async () => {
      const refused = run(without(route, queues, statement), '--data', join(folder, 'data'));
      expect(await refused.ended()).toBe(1);
      const told = refused
        .stderr()
        .split('\n')
        .filter((line) => line.startsWith('error: '));
      expect(told).toEqual([
        expect.stringMatching(
          /:\d+: the route PUT \/roles\/\{id\}\/disable is missing; npm run template writes it\.$/,
        ),
        expect.stringMatching(/:\d+: EventBroker is not told IAM_ROLE_QUEUES; npm run template writes it\.$/),
        expect.stringMatching(/IamQueriesRole does not allow dynamodb:GetItem on IamRolesTable; /),
      ]);
      expect(refused.stdout()).not.toContain('ready');
    },
    PATIENCE,
  );

  it(
    'waits when it watches, starts once that is mended, and tells what is broken later',
    async () => {
      const watching = run(without(route), '--watch');
      await eventually(() => {
        expect(watching.stderr()).toContain('starts as soon as this is mended');
      }, PATIENCE);
      expect(watching.stderr()).toMatch(/the route PUT \/roles\/\{id\}\/disable is missing/u);
      expect(watching.stdout()).not.toContain('ready');

      writeFileSync(template, sound);
      await watching.ready();

      writeFileSync(template, without(queues));
      await eventually(() => {
        expect(watching.stderr()).toMatch(/EventBroker is not told IAM_ROLE_QUEUES/u);
      }, PATIENCE);

      writeFileSync(template, sound);
      await eventually(() => {
        expect(watching.stderr()).toContain('the wiring is right again');
      }, PATIENCE);
    },
    3 * PATIENCE,
  );
});
