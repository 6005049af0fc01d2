import { knownHosts, type KnowsHost } from './host-names';

/** What of a request tells who sent it. */
export interface RequestSource {
  readonly method: string;
  /** As the request line has it: a path, or a whole URL (RFC 9112, section 3.2.2). */
  readonly target: string;
  /** @param name in lower case; `host` is answered with `:authority` for HTTP/2 */
  readonly header: (name: string) => string | undefined;
}

/** Status of every refusal here. */
export const REFUSED = 403;

const SAME_SITE = new Set(['same-origin', 'none']);

/**
 * Keeps the pages of web sites away from the ports of this machine, which their reader's browser can reach. Every
 * listener asks it first; programs, which send neither `Origin` nor `Sec-Fetch-Site`, notice nothing of it.
 */
export class LocalCallers {
  private readonly knowsHost: KnowsHost;

  /** @param names see `knownHosts` */
  constructor(names: readonly string[]) {
    this.knowsHost = knownHosts(names);
  }

  /** @returns why a request to a service is refused, or undefined for one that may pass */
  refusal(source: RequestSource): string | undefined {
    return this.hostRefusal(source) ?? pageRefusal(source);
  }

  /** For what pages of other origins may call, if CORS allows it: only the name of the machine counts. */
  hostRefusal({ target, header }: RequestSource): string | undefined {
    const hosts = [header('host') ?? '', ...authorityOf(target)];
    const foreign = hosts.find((host) => !this.knowsHost(host));
    if (foreign === undefined) return undefined;
    return (
      `"${foreign}" is no name of this machine here: call it localhost or 127.0.0.1, ` +
      'or start with --host and the name or address that it is to answer to.'
    );
  }
}

/** Of a request that names this machine: why the page that sends it may not, if one does. */
export function pageRefusal(source: RequestSource): string | undefined {
  const origin = source.header('origin');
  if (origin !== undefined && origin !== `http://${source.header('host') ?? ''}`) {
    return `Pages of ${origin} may not call the services of this machine.`;
  }
  const site = source.header('sec-fetch-site');
  if (site === undefined || SAME_SITE.has(site) || followsLink(source)) return undefined;
  return 'Pages of other origins may not call the services of this machine.';
}

/** Somebody opens the address from a page: that page does not see the answer. */
function followsLink({ method, header }: RequestSource): boolean {
  return (
    method === 'GET' && header('sec-fetch-mode') === 'navigate' && header('sec-fetch-dest') === 'document'
  );
}

function authorityOf(target: string): readonly string[] {
  const authority = /^[a-z][a-z\d+.-]*:\/\/([^/?#]*)/i.exec(target)?.[1];
  return authority === undefined ? [] : [authority];
}
