import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { eventually } from '../support/local/eventually';
import { ScratchCopy } from '../support/scratch-copy';
import { matching, stepsOf, type Exchange, type Step } from './guide';

const GUIDE = 'docs/add-an-aggregate.md';
const steps = stepsOf(GUIDE);

describe(GUIDE, () => {
  let copy: ScratchCopy;
  let started: ChildProcess | undefined;
  let url = '';

  beforeAll(async () => {
    copy = await ScratchCopy.make();
  }, 60_000);

  afterAll(async () => {
    if (started?.exitCode === null) {
      started.kill('SIGTERM');
      await once(started, 'exit');
    }
    await copy.remove();
  });

  it('has commands, changes and requests', () => {
    expect(new Set(steps.map(({ kind }) => kind))).toEqual(new Set(['commands', 'edit', 'session']));
  });

  /** On a port of its own: the guide has the usual one. */
  const start = async (): Promise<void> => {
    const child = spawn(process.execPath, ['local/start.mjs'], {
      cwd: copy.folder,
      env: { ...process.env, PORT: '0' },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    started = child;
    let text = '';
    child.stdout.on('data', (chunk: Buffer) => (text += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (text += chunk.toString()));
    url = await eventually(() => {
      const ready = /^Foldline is ready at (http:\/\/\S+)$/mu.exec(text)?.[1];
      if (ready === undefined) throw new Error(text);
      return ready;
    }, 60_000);
  };

  const talk = async (exchanges: readonly Exchange[]): Promise<void> => {
    const script = exchanges.map(({ command }) => `${command}\nprintf '\\n--\\n'`).join('\n');
    const session = script.replaceAll('http://127.0.0.1:3000', url);
    const { output } = await copy.run(session, { PORT: new URL(url).port });
    const answers = output.split(/\n--\n/u).map((answer) => answer.trim());
    for (const [index, exchange] of exchanges.entries()) {
      expect(answers[index]).toMatch(matching(exchange.output));
    }
  };

  const follow = async (step: Step): Promise<void> => {
    switch (step.kind) {
      case 'commands':
        for (const line of step.lines) {
          const { code, output } = await copy.run(line);
          if (code !== 0) throw new Error(`${line}\n${output}`);
        }
        return;
      case 'edit': {
        const file = join(copy.folder, step.path);
        const parts = readFileSync(file, 'utf8').split(step.before);
        expect(parts).toHaveLength(2);
        writeFileSync(file, parts.join(step.after));
        return;
      }
      case 'session':
        if (step.exchanges[0]?.command === 'npm start') await start();
        else await talk(step.exchanges);
    }
  };

  it.each(steps.map((step, index) => [index + 1, titleOf(step), step] as const))(
    '%i: %s',
    (_, __, step) => follow(step),
    300_000,
  );
});

function titleOf(step: Step): string {
  if (step.kind === 'commands') return step.lines.join('; ');
  return step.kind === 'edit'
    ? `a change of ${step.path}`
    : step.exchanges.map(({ command }) => command).join('; ');
}
