import type { Chain, Chains } from './chains';
import { codesOf, isCommand, type Endpoint, type Subject } from './endpoint';
import { variablesOf, withVariable, type Request } from './request';
import { succeeded, type Outcome, type TrialApplication, type TrialClient } from './trial';
import { renamed, wrongVariations } from './variations';

/** A request that is refused with a code that its route declares. */
export interface Refusal {
  readonly endpoint: Endpoint;
  /** Commands of the chain that were accepted before. */
  readonly after: number;
  /** Commands on another aggregate that have to be accepted first. */
  readonly before: readonly {
    readonly endpoint: Endpoint;
    readonly request: Request;
    readonly version: number;
  }[];
  readonly request: Request;
  readonly outcome: Outcome;
}

interface Attempt {
  readonly before: readonly (readonly [Endpoint, Request])[];
  readonly request: Request;
}

/** No aggregate gets so far. */
const NEVER = 999_999;

/**
 * Finds by trial how the declared refusals of a subject come about, each once, as early in the chain as can be.
 *
 * @param missing codes by endpoint; what is found is taken away
 * @param newApplication where nothing has happened yet
 */
export async function refusalsOf(
  subject: Subject,
  chain: Chain,
  chains: Chains,
  missing: ReadonlyMap<Endpoint, Set<string>>,
  newApplication: () => TrialApplication,
): Promise<Refusal[]> {
  const found: Refusal[] = [];
  for (let after = 0; after <= chain.length; after += 1) {
    for (const endpoint of subject.endpoints) {
      const codes = missing.get(endpoint) ?? new Set();
      if (codes.size === 0) continue;
      let client: TrialClient | undefined;
      for (const { before, request } of await attemptsOf(endpoint, chains, after)) {
        if (codes.size === 0) break;
        // What was accepted against expectation must not be what the next attempt is refused for.
        client ??= (await chains.play(chain.slice(0, after), newApplication()))?.client;
        if (!client) break;
        const made: Refusal['before'][number][] = [];
        for (const [other, sent] of before) {
          const { version = 0 } = await client.send(sent);
          made.push({ endpoint: other, request: sent, version });
        }
        const outcome = await client.send(request);
        if (codes.delete(outcome.code ?? '')) found.push({ endpoint, after, before: made, request, outcome });
        if (before.length > 0 || succeeded(outcome)) client = undefined;
      }
    }
  }
  return found;
}

/** What the routes of a subject say that they refuse. */
export function declaredBy({ endpoints }: Subject): Map<Endpoint, Set<string>> {
  return new Map(endpoints.map((endpoint) => [endpoint, new Set(codesOf(endpoint))]));
}

async function attemptsOf(endpoint: Endpoint, chains: Chains, after: number): Promise<Attempt[]> {
  const request = chains.requestOf(endpoint);
  if (!isCommand(endpoint)) return readsOf(endpoint, after);
  const own = `${chains.ownerOf(endpoint).word}Id`;
  const plain = (each: Request): Attempt => ({ before: [], request: each });
  const ofAnother = withVariable(request, own, fresh(own), 'as a value');
  const references = chains.referencesOf(endpoint);
  const elsewhere: Attempt[] = [];
  for (const reference of references) elsewhere.push(...(await inOtherStates(request, reference, chains)));
  return [
    ...[request, ofAnother, withVariable(request, own, fresh(own), 'inside a text')].map(plain),
    ...references.map(({ word }) => plain(withVariable(request, `${word}Id`, fresh(`${word}Id`)))),
    ...elsewhere,
    ...[request, ofAnother].flatMap(wrongVariations).map(plain),
  ];
}

/** The read tables of a trial are empty, so only before the first command do they answer as real ones do. */
function readsOf({ request, query }: Endpoint, after: number): Attempt[] {
  if (after === 0) return [{ before: [], request }];
  if (!query.includes('at')) return [];
  const mark = request.target.includes('?') ? '&' : '?';
  return [{ before: [], request: { ...request, target: `${request.target}${mark}at=${NEVER}` } }];
}

/** Asks with another aggregate than the one of the chain, which had 2, 3... commands of its own. */
async function inOtherStates(request: Request, reference: Subject, chains: Chains): Promise<Attempt[]> {
  const [longest = []] = await chains.of(reference);
  const other = (variable: string): string => `other${capital(variable)}`;
  const asked = withVariable(request, `${reference.word}Id`, other(`${reference.word}Id`));
  return longest.slice(1).map((_, index) => ({
    before: longest
      .slice(0, index + 2)
      .map((endpoint) => [endpoint, renamed(chains.requestOf(endpoint), other)] as const),
    request: asked,
  }));
}

/** The variable of an aggregate that is not there. */
function fresh(variable: string): string {
  return `no${capital(variable)}`;
}

function capital(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}

/** All variables of some requests, each once. */
export function variablesIn(requests: readonly Request[]): string[] {
  return [...new Set(requests.flatMap(variablesOf))];
}
