/** A name in each form that code, routes and sentences want it in. */
export interface Name {
  /** `line-item` */
  readonly kebab: string;
  /** `LineItem` */
  readonly pascal: string;
  /** `lineItem` */
  readonly camel: string;
  /** `line item` */
  readonly words: string;
}

export function nameOf(kebab: string): Name {
  const words = kebab.split('-');
  const pascal = words.map(capitalised).join('');
  return { kebab, pascal, camel: pascal.charAt(0).toLowerCase() + pascal.slice(1), words: words.join(' ') };
}

/** `an invoice`, `a role`, `a user`: by the sound that the name begins with, as far as its letters tell. */
export function withArticle(words: string): string {
  const isVowel = /^(?:[aeio]|u(?!ni|s|tensil|ranium))/u.test(words) && !/^(?:eu|one\b|once\b)/u.test(words);
  return `${isVowel || /^(?:hour|honou?r|heir)/u.test(words) ? 'an' : 'a'} ${words}`;
}

export function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
