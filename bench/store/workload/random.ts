const LETTERS = 'abcdefghijklmnopqrstuvwxyz';

/** Common words of business records; which of them follow each other is random. */
const WORDS =
  `account address amount approved archive article balance batch billing branch budget buyer cancel carrier cash
  charge client contract copy cost country courier credit customer date delivery deposit desk discount draft due
  entry error export fee freight goods import income invoice item label lease ledger limit list loan lot margin
  market material merchant month note notice office offer order origin owner packet paper partner payment period
  permit pickup place plan policy postal price print profit project quality quantity quote rate receipt record
  refund region rental report request reserve return review route sale sample sender service share shipment shop
  source stock store supply target tariff tax term ticket total trade transfer transit unit update value vendor
  voucher waiting warehouse week weight window`.split(/\s+/u);

/** From 0 to `below`, which is not included. */
export function randomNumber(below: number): number {
  return Math.floor(Math.random() * below);
}

export function randomLetters(count: number): string {
  return Array.from({ length: count }, () => LETTERS[randomNumber(LETTERS.length)]).join('');
}

export function randomWords(count: number): string {
  return Array.from({ length: count }, () => WORDS[randomNumber(WORDS.length)]).join(' ');
}

/** The same in another order. */
export function shuffled<T>(values: readonly T[]): T[] {
  return values
    .map((value) => ({ value, at: Math.random() }))
    .sort((a, b) => a.at - b.at)
    .map(({ value }) => value);
}
