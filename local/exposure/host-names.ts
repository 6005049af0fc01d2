import { BlockList, isIP } from 'node:net';
import { networkInterfaces } from 'node:os';

/** @returns whether a request may call this machine by that `Host` (or `:authority`), e.g. `localhost:3000` */
export type KnowsHost = (authority: string) => boolean;

/** Name or bracketed IPv6 address, and a port. No user, no path, no blank. */
const AUTHORITY = /^(?<name>[\w.-]+|\[[\da-f:.]+\])(?::\d{0,5})?$/i;

const WILDCARDS = new Set(['0.0.0.0', '::']);

const loopback = new BlockList();
loopback.addSubnet('127.0.0.0', 8);
loopback.addAddress('::1', 'ipv6');

/**
 * The names by which this machine is called: those of loopback, and what it was told to be reached by. A page whose
 * own name was made to point here (DNS rebinding) sends that name, and is known by it.
 *
 * @param names hosts that services listen on, and other names for them; `0.0.0.0` and `::` stand for each address
 *   that the machine has
 */
export function knownHosts(names: readonly string[]): KnowsHost {
  const told = new Set(names.map(normalised));
  const everyAddress = names.some((name) => WILDCARDS.has(normalised(name)));
  return (authority) => {
    const name = AUTHORITY.exec(authority)?.groups?.name;
    if (name === undefined) return false;
    const host = normalised(name);
    return told.has(host) || isLoopback(host) || (everyAddress && isOwnAddress(host));
  };
}

/** `localhost` and all below it are loopback by RFC 6761, section 6.3. */
function isLoopback(host: string): boolean {
  const version = isIP(host);
  if (version === 0) return host === 'localhost' || host.endsWith('.localhost');
  return loopback.check(host, version === 6 ? 'ipv6' : 'ipv4');
}

/** Read when it is asked for: a machine joins networks while this runs. */
function isOwnAddress(host: string): boolean {
  return Object.values(networkInterfaces()).some((addresses) =>
    addresses?.some(({ address }) => normalised(address) === host),
  );
}

function normalised(name: string): string {
  const plain = name
    .toLowerCase()
    .replace(/^\[|\]$/g, '')
    .replace(/\.$/, '');
  // One address has many spellings; the URL parser knows the one that clients send.
  return isIP(plain) === 6 ? new URL(`http://[${plain.replace(/%.*$/, '')}]`).hostname.slice(1, -1) : plain;
}
