import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildFolder } from '../test/support/local/build-folder';
import { collectingLog, type CollectingLog } from '../test/support/local/collecting-log';
import { eventually } from '../test/support/local/eventually';
import { startRuntime, type Runtime } from './runtime';

/** As in AWS, where a mapping keeps its place over deployments. */
describe('mappings of a runtime that keeps its data', () => {
  const builds = buildFolder();
  const dataDir = mkdtempSync(join(tmpdir(), 'foldline-places-'));
  const places = join(dataDir, 'places.json');
  let runtime: Runtime;
  let log: CollectingLog;

  beforeEach(start);
  afterEach(() => runtime.stop());

  afterAll(() => {
    rmSync(dataDir, { recursive: true });
    builds.remove();
  });

  async function start(): Promise<void> {
    log = collectingLog();
    const template = 'local/fixtures/pipeline.template.yaml';
    runtime = await startRuntime({
      template,
      buildDirectory: builds.path,
      environment: process.env,
      dataDir,
      log,
    });
  }

  const put = async (id: string): Promise<void> => {
    const response = await fetch(`${runtime.url}/items/${id}`, { method: 'PUT', body: id });
    expect(response.status).toBe(202);
  };

  const consumed = (): string[] =>
    log.outputs('Consume').flatMap((line) => /^consumed \{"id":"([^"]+)"/.exec(line)?.[1] ?? []);

  /** Until what was consumed is covered by the file. */
  async function atRest(before?: string): Promise<string> {
    return await eventually(() => {
      expect(existsSync(places)).toBe(true);
      const written = readFileSync(places, 'utf8');
      expect(written).not.toBe(before);
      return written;
    });
  }

  it('go on after what was done when everything had come to rest', async () => {
    await put('a');
    const first = await atRest();
    expect(consumed()).toEqual(['a']);
    await runtime.stop();

    await start();
    await put('b');
    const second = await atRest(first);
    expect(consumed()).toEqual(['b']);
    await runtime.stop();

    // A place that nothing has moved is kept too.
    await start();
    await runtime.stop();
    await start();
    await put('c');
    await atRest(second);
    expect(consumed()).toEqual(['c']);
  });

  it('begin anew without the file, and say what is wrong with a damaged one', async () => {
    await runtime.stop();
    writeFileSync(places, '{ "half');
    await expect(start()).rejects.toThrow(
      `${places} is damaged; remove it, and everything of the last day is delivered again`,
    );

    rmSync(places);
    await start();
    await eventually(() => {
      expect(new Set(consumed())).toEqual(new Set(['a', 'b', 'c']));
    });
  });
});
