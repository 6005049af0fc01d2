import { digitsOf, mappedParts, numberPlace, type Request } from './request';

/** The longest local part of an e-mail address is 64 characters: a word and a UUID have to fit. */
const LONGEST_WORD = 27;

/**
 * Requests that differ from the given one in one field, which becomes another one for each value of a variable: what
 * a field that must be unique can be. As close to the example as can be, the plainest first.
 *
 * @param word of the aggregate: its id is what varies
 */
export function uniqueVariations(request: Request, word: string): Request[] {
  return fieldsOf(request).flatMap(([field, value]) =>
    variationsOf(value, word).map((varied) => withField(request, field, varied)),
  );
}

function variationsOf(value: unknown, word: string): unknown[] {
  const id = `{{${word}Id}}`;
  if (typeof value === 'number') {
    return [numberPlace(`${word}Digits${Math.max(6, String(Math.trunc(value)).length)}`)];
  }
  if (typeof value !== 'string' || value.includes('{{')) return [];
  const [local = '', domain] = value.split('@');
  if (domain !== undefined) return [`${local.slice(0, LONGEST_WORD)}.${id}@${domain}`];
  const digits = [...value.matchAll(/\d+/gu)].at(-1);
  const shaped = digits
    ? [
        `${value.slice(0, digits.index)}{{${word}Digits${digits[0].length}}}${value.slice(digits.index + digits[0].length)}`,
      ]
    : [];
  return [...shaped, `${value} ${id}`, `${value}-${id}`, id];
}

const WRONG_TEXTS = [' ', 'a\u0000b', 'wrong', ''];
const WRONG_NUMBERS = [0, -1, 1_000_000_000];

/** Requests whose schema may allow them and whose domain may not: one field has a value that is hardly meant. */
export function wrongVariations(request: Request): Request[] {
  return fieldsOf(request).flatMap(([field, value]) => {
    const isNumber = typeof value === 'number' || (typeof value === 'string' && value.startsWith('#{{'));
    if (isNumber) return WRONG_NUMBERS.map((wrong) => withField(request, field, wrong));
    if (typeof value !== 'string' || /^\{\{\w+\}\}$/u.test(value)) return [];
    return WRONG_TEXTS.map((wrong) => withField(request, field, wrong));
  });
}

function fieldsOf({ body = {} }: Request): [string, unknown][] {
  return Object.entries(body);
}

function withField(request: Request, field: string, value: unknown): Request {
  return { ...request, body: { ...request.body, [field]: value } };
}

/**
 * Lines of a pre-request script that give a variable its digits: they count up from where chance puts them, so that no
 * two of one run are the same.
 *
 * @returns nothing for a variable that holds no digits
 */
export function newDigits(variable: string): string[] {
  const digits = digitsOf(variable);
  if (digits === undefined) return [];
  const [least, span] = [10 ** (digits - 1), 9 * 10 ** (digits - 1)];
  return [
    "const before = pm.collectionVariables.get('digits') ?? Math.floor(9e8 * Math.random());",
    "pm.collectionVariables.set('digits', Number(before) + 1);",
    `pm.collectionVariables.set('${variable}', String(${least} + ((Number(before) + 1) % ${span})));`,
  ];
}

/** The request with all of its variables renamed: what another aggregate is asked. */
export function renamed(request: Request, rename: (variable: string) => string): Request {
  const inText = (text: string): string =>
    text.replaceAll(/\{\{(\w+)\}\}/gu, (_, name: string) => `{{${rename(name)}}}`);
  return { ...request, target: inText(request.target), ...mappedParts(request, inText) };
}
