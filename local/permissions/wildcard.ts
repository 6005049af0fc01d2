/**
 * Whether a text fits a pattern of IAM's: `*` stands for any characters, `?` for exactly one. In an ARN a `*`
 * reaches beyond colons and slashes ("IAM JSON policy elements: Resource").
 */
export function matchesWildcard(pattern: string, text: string): boolean {
  let at = 0;
  let star = -1;
  let resume = 0;
  let position = 0;
  while (position < text.length) {
    const wanted = pattern[at];
    if (wanted === '*') {
      star = at++;
      resume = position;
    } else if (wanted !== undefined && (wanted === '?' || wanted === text[position])) {
      at++;
      position++;
    } else if (star >= 0) {
      // The last star takes one character more, and what follows it is tried again.
      at = star + 1;
      position = ++resume;
    } else return false;
  }
  while (pattern[at] === '*') at++;
  return at === pattern.length;
}
