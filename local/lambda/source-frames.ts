import { readFileSync } from 'node:fs';
import { SourceMap, type SourceMapPayload } from 'node:module';
import { dirname, relative, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { hasCode } from '../error-code';

/** A file of JavaScript with line and column, as stacks name it. */
const PLACE = /((?:file:\/\/)?\/[^()"\n]*?\.[mc]?js):(\d+):(\d+)/g;

/**
 * Turns the places in a text that lie in bundles into those of the source, relative to the working directory.
 *
 * Node.js can do this in each process of a function, but then it reads the map whenever one starts: 15 ms and 30 MB for
 * each, where most never have an error to show. Here a map is read when a place in its bundle is seen.
 *
 * @param directory folder of the bundles, each with its map beside it
 */
export function sourceFrames(directory: string): (text: string) => string {
  const folder = resolve(directory) + sep;
  const maps = new Map<string, SourceMap | undefined>();
  return (text) => {
    // Most lines hold none, and some are long and full of slashes.
    if (!/js:\d/.test(text)) return text;
    return text.replace(PLACE, (place, name: string, line: string, column: string) => {
      const file = name.startsWith('file://') ? fileURLToPath(name) : name;
      if (!file.startsWith(folder)) return place;
      if (!maps.has(file)) maps.set(file, mapOf(file));
      const entry = maps.get(file)?.findEntry(Number(line) - 1, Number(column) - 1);
      if (entry === undefined || !('originalSource' in entry)) return place;
      const source = relative('.', resolve(dirname(file), entry.originalSource));
      return `${source}:${entry.originalLine + 1}:${entry.originalColumn + 1}`;
    });
  };
}

/** @returns undefined for a bundle without a map, such as one that the template builds itself */
function mapOf(file: string): SourceMap | undefined {
  try {
    return new SourceMap(JSON.parse(readFileSync(`${file}.map`, 'utf8')) as SourceMapPayload);
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return undefined;
    throw error;
  }
}
