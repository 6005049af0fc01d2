import { readFileSync } from 'node:fs';

/** What a page got out of one URL by one way. */
export interface Finding {
  readonly url: string;
  readonly way: string;
  /** Undefined when the page learnt nothing. */
  readonly found?: string;
}

/**
 * A page that tries everything a browser offers to read the given URLs, and posts its findings to `/findings` of the
 * server that it came from.
 */
export function pryingPage(urls: readonly string[]): string {
  const page = readFileSync('test/support/browser/prying-page.html', 'utf8');
  return page.replace('pry(URLS)', () => `pry(${JSON.stringify(urls)})`);
}
