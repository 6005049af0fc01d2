import { spawn } from 'node:child_process';
import { accessSync, constants, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome'];

/** The browser that CHROMIUM names, else one on the PATH; undefined without any. */
export function findBrowser({ CHROMIUM, PATH = '' }: NodeJS.ProcessEnv = process.env): string | undefined {
  if (CHROMIUM !== undefined && CHROMIUM !== '') return CHROMIUM;
  const files = PATH.split(delimiter).flatMap((folder) => NAMES.map((name) => join(folder, name)));
  return files.find(isExecutable);
}

/**
 * Opens a page, without a window, and keeps it open until the returned function ends the browser.
 *
 * @param names hosts that are to be 127.0.0.1 for the browser
 */
export function openPage(browser: string, url: string, names: readonly string[] = []): () => Promise<void> {
  const profile = mkdtempSync(join(tmpdir(), 'foldline-browser-'));
  const child = spawn(
    browser,
    [
      '--headless',
      '--no-sandbox',
      '--no-zygote',
      '--disable-gpu',
      '--no-first-run',
      '--disable-background-networking',
      `--user-data-dir=${profile}`,
      ...names.map((name) => `--host-resolver-rules=MAP ${name} 127.0.0.1`),
      url,
    ],
    { stdio: 'ignore', detached: true },
  );
  const ended = new Promise<void>((resolve) => {
    child.once('error', () => {
      resolve();
    });
    child.once('close', () => {
      resolve();
    });
  });
  return async () => {
    // Its own group: a browser is many processes.
    if (child.pid !== undefined && child.exitCode === null) process.kill(-child.pid, 'SIGKILL');
    await ended;
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
  };
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
