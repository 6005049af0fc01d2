import inspector from 'node:inspector';
import { join } from 'node:path';
import { config } from 'dotenv';
import { stop as stopBuilder } from 'esbuild';
import { environmentParameters, HELP, parseArguments, portNumber, type Arguments } from './cli/arguments';
import { consoleLog, logLevel } from './cli/console-log';
import { openBuildFolder } from './cli/build-folder';
import { greeting } from './cli/greeting';
import { writeFaultsToken } from './faults/faults-token';
import type { Runtime } from './runtime';
import { thrownMessage } from './thrown-message';
import { startWired } from './wiring/start-wired';
import { WiringCheck } from './wiring/wiring-check';

const DEFAULT_PORT = '3000';

/** Everything has to be gone 3 s after a signal. */
const STOP_WITHIN = 2_800;

try {
  await main(parseArguments(process.argv.slice(2)));
} catch (error) {
  fail(error);
}

async function main(args: Arguments): Promise<void> {
  if (args.help) {
    process.stdout.write(HELP);
    return;
  }
  config({ quiet: true });
  // Whoever read what is written may be gone, as in `npm start | head -1`: the application goes on.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);
  const { env } = process;
  // Which Node.js runs here is the reader's choice; the warning would stand before every start.
  env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= 'true';
  const format = args.logFormat ?? (process.stdout.isTTY ? 'pretty' : 'json');
  const log = consoleLog({
    lowest: logLevel(env.LOCAL_LOG_LEVEL ?? '') ?? 'info',
    quiet: args.quiet,
    format,
  });
  if (args.inspect !== undefined) inspector.open(args.inspect, args.host);

  const builds = openBuildFolder(join('.local', 'build'));
  process.on('exit', () => {
    builds.remove();
  });
  const wiring = WiringCheck.of(args.template, log);
  const starting = startWired(
    {
      buildDirectory: builds.path,
      template: args.template,
      parameters: { ...environmentParameters(env), ...args.parameters },
      // A person sees details too: which rows have become readable.
      preferences: format === 'pretty' ? { LogLevel: 'DEBUG' } : {},
      host: args.host,
      port: portNumber('PORT', env.PORT ?? DEFAULT_PORT),
      dataDir: args.data,
      environment: env,
      watch: args.watch,
      debugging:
        inspector.url() === undefined
          ? undefined
          : { host: args.host, port: args.inspect ?? process.debugPort, environment: env },
      log,
    },
    wiring,
  );
  const signalled = stopOnSignals(starting, wiring);
  const runtime = await starting;
  if (signalled()) return;
  if (args.watch) wiring?.follow();
  // The builder is a process of its own, and only watching needs it from here on.
  if (!args.watch) await stopBuilder();
  process.on('exit', writeFaultsToken('.local', runtime.port, runtime.faultsToken));
  process.stdout.write(`Foldline is ready at ${runtime.url}\n`);
  if (format === 'pretty' && !args.quiet)
    process.stdout.write(`${greeting(runtime.url, args.template, args.data !== undefined)}\n`);
  const failure = await runtime.failed;
  say(failure);
  wiring?.close();
  await runtime.stop();
  process.exit(1);
}

/**
 * The first signal ends everything in order, the second one at once.
 *
 * @returns whether there has been one
 */
function stopOnSignals(starting: Promise<Runtime>, wiring: WiringCheck | undefined): () => boolean {
  let stopping = false;
  let started = false;
  const stop = (): void => {
    if (stopping) process.exit(130);
    stopping = true;
    wiring?.close();
    if (wiring?.isWaiting === true) process.exit(0);
    // A start that takes longer may be left alone: what it has started cannot outlive this process.
    setTimeout(() => process.exit(started ? 1 : 0), STOP_WITHIN);
    // A start that fails has cleaned up; what made it fail is most likely the signal, which the builder got too.
    starting.then(
      (runtime) => runtime.stop().then(() => process.exit(0), fail),
      () => process.exit(0),
    );
  };
  starting.then(
    () => {
      started = true;
    },
    // Told by whoever waits for the start.
    () => undefined,
  );
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
  // Sent when the terminal is closed.
  process.on('SIGHUP', stop);
  // Sent when the process that ran `npm start` is killed.
  process.on('disconnect', stop);
  return () => stopping;
}

function fail(error: unknown): never {
  say(error);
  process.exit(1);
}

function say(error: unknown): void {
  const message = thrownMessage(error);
  for (const line of message.split('\n')) process.stderr.write(`error: ${line}\n`);
  if (process.env.LOCAL_LOG_LEVEL === 'debug' && error instanceof Error)
    process.stderr.write(`${error.stack ?? ''}\n`);
}
