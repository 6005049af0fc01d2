import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, sep } from 'node:path';
import { Refusal } from './refusal';

/** What is to be done to a file. */
export interface Change {
  /** From the project's folder on, with slashes. */
  readonly path: string;
  readonly kind: 'write' | 'edit';
  readonly text: string;
}

/**
 * The files of the project, and over them what is to become of them: everything is computed here, in memory, and what is
 * read includes what was changed before.
 */
export class Project {
  private readonly changed = new Map<string, Change>();

  constructor(private readonly root = '.') {}

  get changes(): readonly Change[] {
    return [...this.changed.values()];
  }

  has(path: string): boolean {
    return this.changed.has(path) || existsSync(join(this.root, path));
  }

  /** @throws Refusal when there is no such file */
  read(path: string): string {
    const change = this.changed.get(path);
    if (change) return change.text;
    if (!this.has(path))
      throw new Refusal(`there is no ${path}, which has to be changed; nothing is written`);
    return readFileSync(join(this.root, path), 'utf8');
  }

  /** Paths of the sources below a folder, in order, with those that are to be written; specs are none. */
  sources(folder: string): string[] {
    const onDisk = existsSync(join(this.root, folder))
      ? readdirSync(join(this.root, folder), { recursive: true, encoding: 'utf8' })
      : [];
    const paths = onDisk.map((name) => `${folder}/${name.replaceAll(sep, '/')}`);
    const all = new Set([...paths, ...this.changed.keys()].filter((path) => path.startsWith(`${folder}/`)));
    return [...all].filter((path) => /(?<!\.spec|\.d)\.ts$/u.test(path)).sort();
  }

  /** Paths of the files in a folder, without those of folders in it. */
  filesIn(folder: string): string[] {
    const onDisk = existsSync(join(this.root, folder)) ? readdirSync(join(this.root, folder)) : [];
    const all = new Set([...onDisk.map((name) => `${folder}/${name}`), ...this.changed.keys()]);
    return [...all].filter((path) => dirname(path) === folder).sort();
  }

  /** A file of its own. @throws Refusal when it is there: nothing is overwritten */
  write(path: string, text: string): void {
    if (this.has(path)) throw new Refusal(`${path} is there already, and nothing is overwritten`);
    this.changed.set(path, { path, kind: 'write', text });
  }

  /** Another text for a file that is there or is to be written. */
  edit(path: string, text: string): void {
    const { kind = 'edit' } = this.changed.get(path) ?? {};
    this.changed.set(path, { path, kind, text });
  }

  /** Puts the changes into their files. */
  save(): void {
    for (const { path, kind, text } of this.changes) {
      const file = join(this.root, path);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, text, { flag: kind === 'write' ? 'wx' : 'w' });
    }
  }
}
