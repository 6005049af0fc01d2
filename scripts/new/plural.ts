const IRREGULAR: Readonly<Record<string, string>> = {
  analysis: 'analyses',
  basis: 'bases',
  child: 'children',
  index: 'indices',
  person: 'people',
  series: 'series',
  staff: 'staff',
};

/** `invoices`, `categories`, `boxes`, `line-items`: what the last word of a name becomes. `--plural` has the last word. */
export function pluralOf(kebab: string): string {
  const [, before = '', word = ''] = /^(.*-)?([^-]+)$/u.exec(kebab) ?? [];
  return before + pluralOfWord(word);
}

function pluralOfWord(word: string): string {
  if (Object.hasOwn(IRREGULAR, word)) return IRREGULAR[word] ?? word;
  if (/[^aeiou]y$/u.test(word)) return `${word.slice(0, -1)}ies`;
  if (/[^aeiou]z$/u.test(word)) return `${word}es`;
  if (/[aeiou]z$/u.test(word)) return `${word}zes`;
  if (/(?:s|x|ch|sh)$/u.test(word)) return `${word}es`;
  return `${word}s`;
}
