import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { UniqueValue } from '../../src/eventsourcing/writing/unique-value';
import type { Commit } from '../../src/eventsourcing/log/commit';

export const CORPUS_FOLDER = 'test/corpus';

/** What a history led to when it was recorded, by `npm run corpus:write`. */
export interface CorpusResult {
  /** Of the fold that made the state. */
  readonly revision: number;
  readonly state: unknown;
  readonly uniqueValues: readonly UniqueValue[];
}

/** One stream as the log keeps it, and what it led to; a new file has `commits` alone. */
export interface CorpusHistory extends Partial<CorpusResult> {
  readonly commits: readonly Commit[];
}

export interface CorpusFile {
  /** `test/corpus/iam/user/renamed.json` */
  readonly path: string;
  /** `iam/user`, after the folder that it is in. */
  readonly type: string;
  readonly history: CorpusHistory;
}

/** @param folder holds `<context>/<aggregate>/*.json` @throws SyntaxError, Error for a file that is none */
export function readCorpus(folder: string): CorpusFile[] {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  return names
    .filter((name) => name.endsWith('.json'))
    .sort()
    .map((name) => {
      const path = join(folder, name);
      const type = name.split(/[\\/]/u).slice(0, -1).join('/');
      const history = JSON.parse(readFileSync(path, 'utf8')) as CorpusHistory;
      if (!Array.isArray(history.commits)) throw new Error(`${path} has no commits.`);
      return { path, type, history };
    });
}

export function writeCorpusFile({ path, history }: CorpusFile): void {
  writeFileSync(path, `${JSON.stringify(history, undefined, 2)}\n`);
}
