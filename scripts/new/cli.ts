import 'reflect-metadata/lite';
import { spawnSync } from 'node:child_process';
import { thrownMessage } from '../../local/thrown-message';
import { HELP, parseArguments } from './arguments';
import { Project } from './project';
import { Refusal } from './refusal';
import { run } from './run';

/** `npm run new`. @returns the exit code */
async function main(args: readonly string[]): Promise<number> {
  const order = parseArguments(args);
  if (order === 'help') {
    process.stdout.write(HELP);
    return 0;
  }
  return run(order, {
    project: new Project(),
    print: (line) => process.stdout.write(`${line}\n`),
    npmRun,
  });
}

/** By the npm that runs this, wherever it is. */
function npmRun(script: string): number {
  const npm = process.env.npm_execpath;
  const { status } =
    npm === undefined
      ? spawnSync('npm', ['run', '--silent', script], {
          stdio: 'inherit',
          shell: process.platform === 'win32',
        })
      : spawnSync(process.execPath, [npm, 'run', '--silent', script], { stdio: 'inherit' });
  return status ?? 1;
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  console.error(`error: ${thrownMessage(error)}`);
  process.exitCode = error instanceof Refusal ? 1 : 2;
}
