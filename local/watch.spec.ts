import { mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startRuntime, type Runtime } from './runtime';
import { buildFolder } from '../test/support/local/build-folder';
import { collectingLog } from '../test/support/local/collecting-log';
import { eventually } from '../test/support/local/eventually';

describe('startRuntime with watch', () => {
  const sources = mkdtempSync(join(tmpdir(), 'watched-'));
  const builds = buildFolder();
  const log = collectingLog();
  const template = join(sources, 'template.yaml');
  let runtime: Runtime;

  const writeFunction = (body: string): void => {
    writeFileSync(join(sources, 'answer.ts'), `export const handler = () => (${body});\n`);
  };

  const answer = async (): Promise<unknown> => (await fetch(`${runtime.url}/anything`)).json();

  beforeAll(async () => {
    writeFunction('{ answer: 1 }');
    writeFileSync(
      template,
      `Resources:
  Answer:
    Type: AWS::Serverless::Function
    Metadata: { BuildMethod: esbuild, BuildProperties: { EntryPoints: [answer.ts] } }
    Properties:
      CodeUri: ${sources}
      Handler: answer.handler
      Runtime: nodejs24.x
      Events: { Any: { Type: HttpApi } }
`,
    );
    runtime = await startRuntime({
      template,
      buildDirectory: builds.path,
      environment: process.env,
      log,
      watch: true,
    });
  });

  afterAll(async () => {
    await runtime.stop();
    rmSync(sources, { recursive: true });
    builds.remove();
  });

  it('runs new code as soon as a source file changes', async () => {
    expect(await answer()).toEqual({ answer: 1 });
    writeFunction('{ answer: 2 }');

    await eventually(async () => {
      expect(await answer()).toEqual({ answer: 2 });
    });
    expect(log.lines).toContain('info: reloaded Answer');
  });

  it('says what is wrong with the new code and keeps the old', async () => {
    writeFunction('{ answer: ');

    await eventually(() => {
      expect(log.lines.join('\n')).toMatch(
        /error: the functions cannot be bundled: .*answer\.ts:1: Unexpected .*; the code from before keeps answering/,
      );
    });
    expect(await answer()).toEqual({ answer: 2 });
  });

  it('asks for a restart when the template changes', async () => {
    writeFileSync(template, readFileSync(template));
    utimesSync(template, new Date(), new Date());

    await eventually(() => {
      expect(log.lines).toContain(`info: ${template} changed; restart to apply it`);
    });
  });
});
