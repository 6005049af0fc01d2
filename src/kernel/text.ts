/** Canonical form of text that people type: NFC, no outer blanks, inner ones single. */
export function tidy(text: string): string {
  return text.normalize('NFC').trim().replaceAll(/\s+/gu, ' ');
}

/** The form in which two spellings count as the same: compatibility characters unified, case ignored. */
export function comparable(text: string): string {
  // Lower case first: of J with caron only the small letter has a composed form.
  return tidy(text.normalize('NFKC').toLowerCase());
}

/** Length as a reader counts it: user-perceived characters, not UTF-16 units. */
export function characters(text: string): number {
  return [...new Intl.Segmenter().segment(text)].length;
}
