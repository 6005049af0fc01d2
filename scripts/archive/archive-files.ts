import { createReadStream } from 'node:fs';
import { mkdir, readdir, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Readable } from 'node:stream';
import {
  GetObjectCommand,
  NoSuchKey,
  paginateListObjectsV2,
  PutObjectCommand,
  type S3Client,
} from '@aws-sdk/client-s3';
import { hasCode } from '../../local/error-code';

/** Where exports lie: files below a root, named by paths with slashes. */
export interface ArchiveFiles {
  /** As it was given: `s3://bucket/prefix` or a folder. */
  readonly where: string;
  /** As the summary of an export has them; no bucket for a folder. */
  readonly s3Bucket: string;
  readonly s3Prefix: string | null;
  /** What a manifest calls a file. */
  keyOf(path: string): string;
  /** Names of the folders in a folder, in order. */
  folders(path: string): Promise<readonly string[]>;
  /** `undefined` when there is no such file. */
  read(path: string): Promise<Readable | undefined>;
  write(path: string, content: Buffer | string): Promise<void>;
}

/** @param where `s3://bucket/prefix`, or a folder of this machine @throws Error for a URL that names no bucket */
export function archiveFiles(where: string, s3: S3Client): ArchiveFiles {
  if (!where.startsWith('s3:')) return new FolderFiles(where);
  const { bucket, prefix } = bucketOf(where);
  return new BucketFiles(where, s3, bucket, prefix);
}

/** @throws Error for a URL that names no bucket */
export function bucketOf(where: string): { readonly bucket: string; readonly prefix: string } {
  const [, bucket, prefix = ''] = /^s3:\/\/([a-z0-9][a-z0-9.-]+)(?:\/(.*?)\/*)?$/u.exec(where) ?? [];
  if (bucket === undefined) throw new Error(`${where} names no bucket: expected s3://bucket/prefix.`);
  return { bucket, prefix };
}

class FolderFiles implements ArchiveFiles {
  readonly s3Bucket = '';
  readonly s3Prefix = null;

  constructor(readonly where: string) {}

  keyOf(path: string): string {
    return path;
  }

  async folders(path: string): Promise<readonly string[]> {
    try {
      const entries = await readdir(join(this.where, path), { withFileTypes: true });
      return entries
        .filter((entry) => entry.isDirectory())
        .map(({ name }) => name)
        .sort();
    } catch (error) {
      if (hasCode(error, 'ENOENT')) return [];
      throw error;
    }
  }

  async read(path: string): Promise<Readable | undefined> {
    const file = join(this.where, path);
    try {
      await stat(file);
    } catch (error) {
      if (hasCode(error, 'ENOENT')) return undefined;
      throw error;
    }
    return createReadStream(file);
  }

  async write(path: string, content: Buffer | string): Promise<void> {
    const file = join(this.where, path);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, content);
  }
}

class BucketFiles implements ArchiveFiles {
  constructor(
    readonly where: string,
    private readonly s3: S3Client,
    readonly s3Bucket: string,
    private readonly prefix: string,
  ) {}

  get s3Prefix(): string | null {
    return this.prefix === '' ? null : this.prefix;
  }

  keyOf(path: string): string {
    return this.prefix === '' ? path : `${this.prefix}/${path}`;
  }

  async folders(path: string): Promise<readonly string[]> {
    const Prefix = `${this.keyOf(path)}/`;
    const names: string[] = [];
    const pages = paginateListObjectsV2(
      { client: this.s3 },
      { Bucket: this.s3Bucket, Prefix, Delimiter: '/' },
    );
    for await (const { CommonPrefixes = [] } of pages) {
      names.push(...CommonPrefixes.map((each) => each.Prefix?.slice(Prefix.length, -1) ?? ''));
    }
    return names.sort();
  }

  async read(path: string): Promise<Readable | undefined> {
    try {
      const { Body } = await this.s3.send(
        new GetObjectCommand({ Bucket: this.s3Bucket, Key: this.keyOf(path) }),
      );
      // In Node.js it is never one of the browser's kinds.
      return Body as Readable | undefined;
    } catch (error) {
      if (error instanceof NoSuchKey) return undefined;
      throw error;
    }
  }

  async write(path: string, content: Buffer | string): Promise<void> {
    const Body = typeof content === 'string' ? Buffer.from(content) : content;
    const object = { Bucket: this.s3Bucket, Key: this.keyOf(path), Body, ContentLength: Body.byteLength };
    await this.s3.send(new PutObjectCommand(object));
  }
}
