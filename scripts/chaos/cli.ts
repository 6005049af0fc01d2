import 'reflect-metadata/lite';
import { consoleLog } from '../../local/cli/console-log';
import { silentLog } from '../../local/runtime-log';
import { thrownMessage } from '../../local/thrown-message';
import { chaos, told } from '../../test/chaos/chaos';
import { startForChaos } from '../../test/chaos/chaos-runtime';
import { allWorkloads } from '../../test/chaos/workloads/all';
import { HELP, parseArguments } from './arguments';

/** `npm run chaos`: starts the application, and ends it. @returns the exit code */
async function main(given: readonly string[]): Promise<number> {
  const { help, verbose, ...options } = parseArguments(given);
  const print = (line: string): boolean => process.stdout.write(`${line}\n`);
  if (help) {
    print(HELP);
    return 0;
  }
  const log = verbose ? consoleLog({ lowest: 'warn', quiet: false, format: 'pretty' }) : silentLog;
  const runtime = await startForChaos(`chaos-${process.pid}`, { log });
  try {
    const began = performance.now();
    const report = await chaos(runtime, { ...options, workloads: allWorkloads() });
    print(`seed ${options.seed}, ${((performance.now() - began) / 1_000).toFixed(1)} s`);
    for (const line of told(report)) print(line);
    return report.violations.length === 0 ? 0 : 1;
  } finally {
    await runtime.stop();
  }
}

try {
  // Which Node.js runs here is the reader's choice, as for npm start.
  process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= 'true';
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  console.error(`error: ${thrownMessage(error)}`);
  process.exitCode = 2;
}
