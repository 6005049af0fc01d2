import { isUuid } from '../kernel/values';
import { DomainError } from '../kernel/domain-error';
import type { Principal } from '../identity/principal';
import { CLOCK_TOLERANCE } from '../identity/token-rules';
import { UnauthorizedError } from './errors';

/** What suffices to be let in. */
export type Condition =
  | { readonly kind: 'authenticated' }
  | { readonly kind: 'role'; readonly role: string }
  /** Who has the id that the path names, and the role, if one is asked for. */
  | { readonly kind: 'owner'; readonly parameter: string; readonly role?: string };

/** Why everybody may send a write. */
export interface Because {
  readonly because: string;
}

/** Who may call a route: everybody, or whoever fulfils one of the conditions. */
export type AccessRule =
  | { readonly kind: 'public'; readonly because?: string }
  | { readonly kind: 'any-of'; readonly conditions: readonly Condition[] };

/** `'authenticated'`, the name of a role, or what `owner` makes. */
export type AccessWord = string | Extract<Condition, { kind: 'owner' }>;

/**
 * Lets in whom the path is about: its parameter is the `sub` of their token.
 *
 * @param parameter of the path: `id`
 * @param role that they need to have as well; none when absent
 */
export function owner(parameter: string, role?: string): Extract<Condition, { kind: 'owner' }> {
  return { kind: 'owner', parameter, ...(role !== undefined && { role }) };
}

/** The reason for which a write is public: for whoever reads the controller. */
export function because(reason: string): Because {
  return { because: reason };
}

/**
 * Holds who asks against the route's rule. What the authorizer in front has let through is not taken for granted: its
 * answer is kept for minutes, in which a token can expire, and it knows nothing of roles and ids.
 *
 * @param parameters of the path that is asked for
 * @param now Unix seconds
 * @throws UnauthorizedError for whoever is not known; DomainError forbidden for whoever may not
 */
export function authorise(
  access: AccessRule,
  parameters: ReadonlyMap<string, string>,
  principal: Principal,
  now: number,
): void {
  if (access.kind === 'public') return;
  if (principal.kind === 'anonymous') {
    throw new UnauthorizedError('authentication-needed', 'Send a token: Authorization: Bearer <token>.');
  }
  if (principal.expiresAt + CLOCK_TOLERANCE <= now) {
    throw new UnauthorizedError('token-expired', 'The token has expired; sign in again.');
  }
  if (access.conditions.some((condition) => fulfils(principal, condition, parameters))) return;
  throw new DomainError('forbidden', 'forbidden', 'Your token does not allow this.');
}

function fulfils(
  { subject, roles }: Principal,
  condition: Condition,
  parameters: ReadonlyMap<string, string>,
): boolean {
  switch (condition.kind) {
    case 'authenticated':
      return true;
    case 'role':
      return roles.includes(condition.role);
    case 'owner': {
      const { parameter, role } = condition;
      const isOwner = sameId(parameters.get(parameter) ?? '', subject);
      return isOwner && (role === undefined || roles.includes(role));
    }
  }
}

/** UUIDs are one identity in any case; of other ids each character counts. */
function sameId(asked: string, subject: string): boolean {
  if (subject === '') return false;
  return isUuid(asked) ? asked.toLowerCase() === subject.toLowerCase() : asked === subject;
}
