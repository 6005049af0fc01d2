/** A request with places: `{{userId}}` stands for a variable everywhere. */
export interface Request {
  /** Position of the context whose functions answer. */
  readonly context: number;
  readonly method: string;
  /** Path and query: `/users/{{userId}}/roles?limit=2` */
  readonly target: string;
  readonly body?: Body;
  /** Whose token it carries, where the path does not tell: `{{acmeId}}`. */
  readonly subject?: string;
}

export type Body = Readonly<Record<string, unknown>>;

const UUID_START = '00000000-0000-4000-8000-';
/** `invoiceDigits4`: a variable that holds so many digits, not a UUID. */
const DIGITS = /Digits(\d+)$/u;

/** So many digits, when the variable holds digits. */
export function digitsOf(variable: string): number | undefined {
  const digits = DIGITS.exec(variable)?.[1];
  return digits === undefined ? undefined : Number(digits);
}

/** The value that a variable gets in a trial, another one for each number. */
export function valueOf(variable: string, number: number): string {
  const digits = digitsOf(variable);
  if (digits !== undefined) return String(10 ** (digits - 1) + (number % (9 * 10 ** (digits - 1))));
  return UUID_START + String(number).padStart(12, '0');
}

/** The names of the variables in a request, each once. */
export function variablesOf({ target, body, subject = '' }: Request): string[] {
  const names = [...(target + JSON.stringify(body ?? {}) + subject).matchAll(/\{\{(\w+)\}\}/gu)];
  return [...new Set(names.map(([, name = '']) => name))];
}

/** JSON with its places; a variable of digits that is all of a value stands for a number. */
export function bodyText(body: Body): string {
  return JSON.stringify(body, undefined, 2).replaceAll(/"#\{\{(\w+)\}\}"/gu, '{{$1}}');
}

/** A place that is all of a value and becomes a number. */
export function numberPlace(variable: string): string {
  return `#{{${variable}}}`;
}

/** Maps each text in a value of JSON, however deep. */
export function mapTexts(value: unknown, map: (text: string) => unknown): unknown {
  if (typeof value === 'string') return map(value);
  if (Array.isArray(value)) return value.map((item) => mapTexts(item, map));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, mapTexts(item, map)]));
}

/** The request with another variable in the place of one: everywhere, or only where it is all of a value. */
export function withVariable(
  request: Request,
  from: string,
  to: string,
  where: 'everywhere' | 'as a value' | 'inside a text' = 'everywhere',
): Request {
  const place = `{{${from}}}`;
  const inText = (text: string): string => {
    const isAll = text === place;
    if ((where === 'as a value' && !isAll) || (where === 'inside a text' && isAll)) return text;
    return text.replaceAll(place, `{{${to}}}`);
  };
  const target = where === 'inside a text' ? request.target : request.target.replaceAll(place, `{{${to}}}`);
  return { ...request, target, ...mappedParts(request, inText) };
}

/** What a request has beside its target, its texts mapped. */
export function mappedParts(
  { body, subject }: Request,
  map: (text: string) => string,
): Pick<Request, 'body' | 'subject'> {
  return {
    ...(body && { body: mapTexts(body, map) as Body }),
    ...(subject !== undefined && { subject: map(subject) }),
  };
}
