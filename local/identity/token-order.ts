import { v5 } from 'uuid';
import type { TokenSubject } from '../../src/identity/access-token-issuer';
import { isRole, isSubject } from '../../src/identity/token-rules';

/** A token for development: for whom, and for how long. */
export interface TokenOrder {
  readonly subject: TokenSubject;
  readonly days: number;
}

/** What may be asked for; each has its usual value. */
export type TokenWishes = Readonly<Partial<Record<'role' | 'sub' | 'alias' | 'country' | 'days', string>>>;

/** Of nothing but this. */
const NAMESPACE = '6f0f1a7e-52f4-4b8e-9a52-7d1c5d3f9a10';
const LONGEST_ALIAS = 100;
const MOST_DAYS = 365;

/** Who has a role and no other name is always the same. @throws Error that names what is wrong */
export function tokenOrder({ role, sub, alias, country = 'DE', days = '30' }: TokenWishes): TokenOrder {
  if (!isRole(role)) throw bad('role', 'be 1 to 64 lower-case letters, digits or -, a letter first', role);
  const subject = sub ?? v5(role, NAMESPACE);
  if (!isSubject(subject)) throw bad('sub', 'be 1 to 128 letters, digits or . : _ @ / -', sub);
  const name = alias ?? role;
  if (name.length > LONGEST_ALIAS) throw bad('alias', `have at most ${LONGEST_ALIAS} characters`, alias);
  if (!/^[A-Z]{2}$/u.test(country)) throw bad('country', 'be two capital letters', country);
  const number = /^\d+$/u.test(days) ? Number(days) : 0;
  if (number < 1 || number > MOST_DAYS) throw bad('days', `be a whole number from 1 to ${MOST_DAYS}`, days);
  return { subject: { sub: subject, alias: name, role, country }, days: number };
}

function bad(name: string, must: string, value: string | undefined): Error {
  return new Error(`${name} must ${must}, not "${value ?? ''}"`);
}
