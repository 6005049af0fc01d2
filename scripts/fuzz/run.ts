import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { hasCode } from '../../local/error-code';
import { startRuntime } from '../../local/runtime';
import { silentLog } from '../../local/runtime-log';
import openApi from '../../openapi.json';
import { tokenOf } from '../token/token-of';
import type { OpenApiDocument, Operation } from '../openapi/openapi-document';

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
    return await schemathesis(runtime.url, options);
  } finally {
    await runtime.stop();
  }
}

/** @returns its exit code */
async function schemathesis(url: string, options: readonly string[]): Promise<number> {
  const document = `${url}/openapi.json`;
  const args = ['--config-file', 'scripts/fuzz/schemathesis.toml', 'run', document, '--no-color', ...options];
  const FOLDLINE_TOKENS = JSON.stringify(await tokensFor(url));
  const env = { ...process.env, HYPOTHESIS_STORAGE_DIRECTORY: '.local/hypothesis', FOLDLINE_TOKENS };
  const child = spawn('st', args, { env, stdio: 'inherit', timeout: LONGEST * 1000 });
  const [code, signal] = (await once(child, 'exit')) as [number | null, NodeJS.Signals | null];
  if (signal !== null) throw new Error(`Schemathesis did not end within ${LONGEST} s`);
  return code ?? 1;
}

/** A token for each role that suffices somewhere, by role; under the empty text, one for where any does. */
async function tokensFor(url: string): Promise<Readonly<Record<string, string>>> {
  const paths = openApi.paths as unknown as OpenApiDocument['paths'];
  const operations = Object.values(paths).flatMap((each): Operation[] => Object.values(each));
  const roles = operations.flatMap(({ security }) => security.flatMap((each) => Object.values(each).flat()));
  const tokens = [...new Set(roles)].map(async (role) => [role, await tokenOf(url, { role })] as const);
  return { '': await tokenOf(url, { role: 'user' }), ...Object.fromEntries(await Promise.all(tokens)) };
}

function report(error: unknown): number {
  const advice =
    'Schemathesis is missing; scripts/python-tools.sh schemathesis installs it (Python 3 needed)';
  console.error(`error: ${hasCode(error, 'ENOENT') ? advice : String(error)}`);
  return 1;
}

process.exit(await main(process.argv.slice(2)).catch(report));
