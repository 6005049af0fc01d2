import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** What whoever orders faults has to show. */
export function newFaultsToken(): string {
  return randomBytes(24).toString('base64url');
}

/** @param authorization header of a request: `Bearer <token>` */
export function showsToken(authorization: string | undefined, token: string): boolean {
  const shown = /^Bearer +(\S+)$/iu.exec(authorization ?? '')?.[1] ?? '';
  // Digests have one length, whatever was sent.
  return timingSafeEqual(digest(shown), digest(token));
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}

/** Where the token of an application is that runs at a port. @param folder `.local` */
export function faultsTokenFile(folder: string, port: number): string {
  return join(folder, `faults-token.${port}`);
}

/**
 * Writes the token where its reader finds it by the port of the application, and nobody else may read it.
 *
 * @param folder `.local`
 * @returns what removes it
 */
export function writeFaultsToken(folder: string, port: number, token: string): () => void {
  const file = faultsTokenFile(folder, port);
  mkdirSync(folder, { recursive: true });
  // One that was left behind keeps its rights.
  rmSync(file, { force: true });
  writeFileSync(file, token, { mode: 0o600 });
  return () => {
    rmSync(file, { force: true });
  };
}
