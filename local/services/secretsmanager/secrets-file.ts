import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { hasCode } from '../../error-code';
import { isInput } from '../aws-json/input';
import type { SecretState, SecretVersion } from './secret';

/** Where secrets are kept from one start to the next. */
export interface SecretsFile {
  /** What was kept last. */
  readonly known: readonly SecretState[];
  /** Has written everything down when it returns: an answer is not given before. */
  keep(secrets: readonly SecretState[]): void;
}

export const NOT_KEPT: SecretsFile = { known: [], keep: () => undefined };

/** Read and written by its owner alone. */
const MODE = 0o600;

/** @throws Error that names a file which is damaged, and shows nothing of it */
export function openSecretsFile(file: string): SecretsFile {
  return {
    known: knownIn(file),
    keep: (secrets) => {
      const states = secrets.map((state) => ({ ...state, tags: [...state.tags] }));
      mkdirSync(dirname(file), { recursive: true });
      // What a killed process left there could have another mode.
      rmSync(`${file}.new`, { force: true });
      writeFileSync(`${file}.new`, JSON.stringify(states, undefined, 1), { mode: MODE, flag: 'wx' });
      renameSync(`${file}.new`, file);
    },
  };
}

function knownIn(file: string): readonly SecretState[] {
  let content: string;
  try {
    content = readFileSync(file, 'utf8');
  } catch (error) {
    // Without its folder too: another part of the runtime says what is wrong with that.
    if (hasCode(error, 'ENOENT') || hasCode(error, 'ENOTDIR')) return [];
    throw damaged(file);
  }
  const states = parsed(content);
  if (!Array.isArray(states)) throw damaged(file);
  return states.map((state) => stateOf(state) ?? fail(file));
}

function parsed(content: string): unknown {
  try {
    return JSON.parse(content);
  } catch {
    return undefined; // the error of the parser quotes the file
  }
}

function stateOf(value: unknown): SecretState | undefined {
  if (!isInput(value)) return undefined;
  const { name, description, kmsKeyId, createdAt, changedAt, deletedAt, tags, versions } = value;
  if (typeof name !== 'string' || typeof createdAt !== 'number' || typeof changedAt !== 'number')
    return undefined;
  if (!Array.isArray(tags) || !Array.isArray(versions) || !versions.every(isVersion)) return undefined;
  return {
    name,
    description: typeof description === 'string' ? description : undefined,
    kmsKeyId: typeof kmsKeyId === 'string' ? kmsKeyId : undefined,
    createdAt,
    changedAt,
    deletedAt: typeof deletedAt === 'number' ? deletedAt : undefined,
    tags: new Map(tags as [string, string][]),
    versions,
  };
}

function isVersion(value: unknown): value is SecretVersion {
  if (!isInput(value) || !isInput(value.value)) return false;
  const { SecretString, SecretBinary } = value.value;
  return (
    typeof value.id === 'string' &&
    typeof value.createdAt === 'number' &&
    Array.isArray(value.stages) &&
    (typeof SecretString === 'string') !== (typeof SecretBinary === 'string')
  );
}

function fail(file: string): never {
  throw damaged(file);
}

function damaged(file: string): Error {
  return new Error(`${file} is damaged; remove it, and the secrets of the template are made anew`);
}
