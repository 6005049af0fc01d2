import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { hasCode } from '../../local/error-code';
import { startRuntime } from '../../local/runtime';
import { silentLog } from '../../local/runtime-log';

/** Seconds after which a run that does not end is ended. */
const LONGEST = 400;

/**
 * `npm run test:fuzz [-- options of "st run"]`: Schemathesis holds openapi.json against a fresh local runtime, with every
 * check and every phase. What it lets through is in schemathesis.toml and hooks.py, each with its reason.
 */
async function main(options: readonly string[]): Promise<number> {
  const runtime = await startRuntime({
    environment: process.env,
    buildDirectory: '.local/build-fuzz',
    log: silentLog,
  });
  try {
    return await schemathesis(`${runtime.url}/openapi.json`, options);
  } finally {
    await runtime.stop();
  }
}

/** @returns its exit code */
async function schemathesis(document: string, options: readonly string[]): Promise<number> {
  const args = ['--config-file', 'scripts/fuzz/schemathesis.toml', 'run', document, '--no-color', ...options];
  const env = { ...process.env, HYPOTHESIS_STORAGE_DIRECTORY: '.local/hypothesis' };
  const child = spawn('st', args, { env, stdio: 'inherit', timeout: LONGEST * 1000 });
  const [code, signal] = (await once(child, 'exit')) as [number | null, NodeJS.Signals | null];
  if (signal !== null) throw new Error(`Schemathesis did not end within ${LONGEST} s`);
  return code ?? 1;
}

function report(error: unknown): number {
  const advice =
    'Schemathesis is missing; scripts/python-tools.sh schemathesis installs it (Python 3 needed)';
  console.error(`error: ${hasCode(error, 'ENOENT') ? advice : String(error)}`);
  return 1;
}

process.exit(await main(process.argv.slice(2)).catch(report));
