import { isIPv6 } from 'node:net';
import { DomainError } from '../kernel/domain-error';
import type { RateLimits } from '../outside/rate-limits';
import type { HttpRequest } from './request';
import type { Route } from './route';

/** @throws DomainError too-many-requests, with the seconds after which the next one passes; what `RateLimits` throws */
export async function limitRequests(request: HttpRequest, route: Route, limits: RateLimits): Promise<void> {
  for (const limit of route.limits) {
    // Of two limits of one route, each has its own count.
    const name = `${route.method} ${route.path} ${limit.seconds}`;
    const retryAfter = await limits.count({ name, subject: networkOf(request.address) }, limit);
    if (retryAfter > 0) {
      const message = 'Too many requests from your network; wait, then try again.';
      throw new DomainError('too-many-requests', 'too-many-requests', message, { retryAfter });
    }
  }
}

const IPV4_WITHIN = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/iu;

/**
 * Whom an address stands for: itself for IPv4, its /64 for IPv6, of which one customer has at least one (RFC 6177) and
 * could use another address for each request.
 */
export function networkOf(address: string): string {
  const [, ipv4] = IPV4_WITHIN.exec(address) ?? [];
  if (ipv4 !== undefined) return ipv4;
  if (!isIPv6(address)) return address;
  const [plain = ''] = address.split('%');
  const [head = '', tail] = plain.split('::');
  const before = groupsOf(head);
  const after = groupsOf(tail ?? '');
  const zeros = tail === undefined ? 0 : Math.max(0, GROUPS - before.length - after.length);
  const groups = [...before, ...Array.from({ length: zeros }, () => '0'), ...after];
  const network = groups.slice(0, GROUPS / 2).map((group) => Number.parseInt(group, 16).toString(16));
  return `${network.join(':')}::/64`;
}

/** Of 16 bits each. */
const GROUPS = 8;

/** Groups of a part of an IPv6 address; one that ends as IPv4 does has two for that. */
function groupsOf(part: string): string[] {
  return part
    .split(':')
    .filter((group) => group !== '')
    .flatMap((group) => (group.includes('.') ? ['0', '0'] : [group]));
}
