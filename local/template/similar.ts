/** Mistakes that still leave a word to be recognised: letters too many, too few, wrong, or two that changed places. */
const MOST_MISTAKES = 2;

/** @returns the known name that was most likely meant by one that nobody knows */
export function similarTo(name: string, known: Iterable<string>): string | undefined {
  let best: string | undefined;
  let fewest = MOST_MISTAKES;
  for (const each of known) {
    const mistakes = distance(name.toLowerCase(), each.toLowerCase());
    if (mistakes > fewest || (mistakes === fewest && best !== undefined)) continue;
    [best, fewest] = [each, mistakes];
  }
  return best;
}

/** `; did you mean Timeout?`, or nothing. */
export function suggestion(name: string, known: Iterable<string>): string {
  const similar = similarTo(name, known);
  return similar === undefined ? '' : `; did you mean ${similar}?`;
}

/** Damerau and Levenshtein's: changes of one letter, or of the order of two, that make one text of another. */
function distance(from: string, to: string): number {
  if (Math.abs(from.length - to.length) > MOST_MISTAKES) return Infinity;
  let previous: number[] = [];
  let row = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (let i = 1; i <= from.length; i++) {
    const next = [i];
    for (let j = 1; j <= to.length; j++) {
      const changed = (row[j - 1] ?? 0) + (from[i - 1] === to[j - 1] ? 0 : 1);
      const swapped =
        i > 1 && j > 1 && from[i - 1] === to[j - 2] && from[i - 2] === to[j - 1]
          ? (previous[j - 2] ?? 0) + 1
          : Infinity;
      next.push(Math.min(changed, swapped, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    [previous, row] = [row, next];
  }
  return row[to.length] ?? 0;
}
