import { createHash } from 'node:crypto';

export function versionTag(version: number): string {
  return `"${version}"`;
}

/** Weak: two answers with one tag mean the same, byte for byte or not. */
export function contentTag(json: string): string {
  return `W/"${createHash('sha256').update(json).digest('base64url').slice(0, 22)}"`;
}

/**
 * Whether `If-None-Match` names the tag, by the weak comparison of RFC 9110, 8.8.3.2.
 *
 * @param header `*`, or one or several tags
 */
export function noneMatchNames(header: string, tag: string): boolean {
  if (header.trim() === '*') return true;
  const opaque = tag.replace(/^W\//, '');
  return [...header.matchAll(/"[^"]*"/g)].some(([named]) => named === opaque);
}
