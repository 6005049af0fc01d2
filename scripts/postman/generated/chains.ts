import { codesOf, isCommand, type Endpoint, type Subject } from './endpoint';
import { variablesOf, type Request } from './request';
import { succeeded, type Outcome, type TrialApplication, type TrialClient } from './trial';
import { uniqueVariations } from './variations';

/** Orders that are tried for the commands of one aggregate. */
const MOST_ATTEMPTS = 500;

const CONFLICT = 409;

/** Commands in an order in which each is accepted. */
export type Chain = readonly Endpoint[];

export interface Played {
  readonly client: TrialClient;
  readonly outcomes: readonly Outcome[];
}

/** Finds by trial in which order commands are accepted, and which of their fields must be unique. */
export class Chains {
  private readonly requests = new Map<Endpoint, Request>();
  private readonly creations = new Map<Subject, Chain>();
  private readonly lastOutcomes = new Map<Endpoint, Outcome>();
  private readonly seen = new Map<Endpoint, Set<string>>();
  private readonly owners: ReadonlyMap<Endpoint, Subject>;

  constructor(
    private readonly subjects: readonly Subject[],
    private readonly application: TrialApplication,
  ) {
    this.owners = new Map(subjects.flatMap((each) => each.endpoints.map((endpoint) => [endpoint, each])));
  }

  /** What an endpoint was answered when it was sent last. */
  lastOutcomeOf(endpoint: Endpoint): Outcome | undefined {
    return this.lastOutcomes.get(endpoint);
  }

  /** Codes of the domain that an endpoint refused with and does not declare. */
  undeclaredOf(endpoint: Endpoint): string[] {
    const declared = codesOf(endpoint);
    return [...(this.seen.get(endpoint) ?? [])].filter(
      (code) => code.includes('/') && !declared.includes(code),
    );
  }

  /** What an endpoint is sent, its unique fields with places. */
  requestOf(endpoint: Endpoint): Request {
    return this.requests.get(endpoint) ?? endpoint.request;
  }

  ownerOf(endpoint: Endpoint): Subject {
    const owner = this.owners.get(endpoint);
    if (!owner) throw new Error(`Nobody has ${endpoint.route.method} ${endpoint.route.path}.`);
    return owner;
  }

  /** The aggregates that a request names, besides its own. */
  referencesOf(endpoint: Endpoint): Subject[] {
    const own = this.ownerOf(endpoint);
    return variablesOf(this.requestOf(endpoint)).flatMap((variable) => {
      const named = this.subjects.filter(({ word }) => variable === `${word}Id` && word !== own.word);
      return named.find(({ context }) => context === own.context) ?? named.slice(0, 1);
    });
  }

  /** Chains that together hold each command of an aggregate which is ever accepted; the first is the longest. */
  async of(subject: Subject): Promise<Chain[]> {
    const chains: Chain[] = [];
    let wanted = subject.endpoints.filter(isCommand);
    while (wanted.length > 0) {
      const chain = await this.through(subject, wanted);
      const left = wanted.filter((command) => !chain.includes(command));
      if (left.length === wanted.length) break;
      chains.push(chain);
      wanted = left;
    }
    return chains;
  }

  /**
   * Sends a chain as a new client does.
   *
   * @param application another one, where what is sent afterwards may leave traces
   * @returns nothing when a command was refused
   */
  async play(chain: Chain, application = this.application): Promise<Played | undefined> {
    const client = application.client();
    const outcomes: Outcome[] = [];
    for (const endpoint of chain) {
      const outcome = await this.send(client, endpoint);
      this.lastOutcomes.set(endpoint, outcome);
      if (!succeeded(outcome)) return undefined;
      outcomes.push(outcome);
    }
    return { client, outcomes };
  }

  /** The shortest chain that makes an aggregate; empty when none was found. */
  async creationOf(subject: Subject, asked: ReadonlySet<Subject> = new Set()): Promise<Chain> {
    const known = this.creations.get(subject);
    if (known || asked.has(subject)) return known ?? [];
    for (const command of subject.endpoints.filter(isCommand)) {
      const chain = [...(await this.prerequisitesOf(command, [], new Set([...asked, subject]))), command];
      if (!(await this.play(chain))) continue;
      // A second one of the same values tells which of them must be unique.
      await this.play(chain);
      this.creations.set(subject, chain);
      return chain;
    }
    return [];
  }

  private async prerequisitesOf(
    command: Endpoint,
    before: Chain,
    asked?: ReadonlySet<Subject>,
  ): Promise<Chain> {
    const needed: Endpoint[] = [];
    for (const reference of this.referencesOf(command)) {
      for (const each of await this.creationOf(reference, asked)) {
        if (!before.includes(each) && !needed.includes(each)) needed.push(each);
      }
    }
    return needed;
  }

  /** The chain with the most of the wanted commands, each once. */
  private async through(subject: Subject, wanted: readonly Endpoint[]): Promise<Chain> {
    const others = subject.endpoints.filter((each) => isCommand(each) && !wanted.includes(each));
    const covered = (chain: Chain): number => wanted.filter((each) => chain.includes(each)).length;
    let best: Chain = [];
    let attempts = 0;
    const extend = async (chain: Chain): Promise<void> => {
      for (const next of [...wanted, ...others].filter((each) => !chain.includes(each))) {
        if (covered(best) === wanted.length || attempts >= MOST_ATTEMPTS) return;
        attempts += 1;
        const longer = [...chain, ...(await this.prerequisitesOf(next, chain)), next];
        if (!(await this.play(longer))) continue;
        if (covered(longer) > covered(best)) best = longer;
        await extend(longer);
      }
    };
    await this.creationOf(subject);
    await extend([]);
    return best;
  }

  /** When a value is taken, the request gets a place that makes it another one each time. */
  private async send(client: TrialClient, endpoint: Endpoint): Promise<Outcome> {
    const first = await client.send(this.requestOf(endpoint));
    if (first.code !== undefined) {
      this.seen.set(endpoint, (this.seen.get(endpoint) ?? new Set()).add(first.code));
    }
    if (first.status !== CONFLICT) return first;
    for (const request of this.variationsFor(endpoint)) {
      const outcome = await client.send(request);
      if (!succeeded(outcome)) continue;
      this.requests.set(endpoint, request);
      return outcome;
    }
    return first;
  }

  /** One field at a time, then all of them: several may have to be unique. */
  private variationsFor(endpoint: Endpoint): Request[] {
    const request = this.requestOf(endpoint);
    const single = uniqueVariations(request, this.ownerOf(endpoint).word);
    const plainest = new Map<string, unknown>();
    for (const { body = {} } of single) {
      const [changed] = Object.entries(body).filter(([field, value]) => request.body?.[field] !== value);
      if (changed && !plainest.has(changed[0])) plainest.set(...changed);
    }
    return [...single, { ...request, body: { ...request.body, ...Object.fromEntries(plainest) } }];
  }
}
