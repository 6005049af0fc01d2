import type { ContextModule } from '../../../src/eventsourcing/aggregate-module';
import { Accepted, isAccepted, tellsVersion } from '../../../src/http/answer';
import { routesOf } from '../../../src/http/routes';
import { generateOpenApi } from '../../openapi/generate-openapi';
import type { OpenApiDocument } from '../../openapi/openapi-document';
import { call, type Call, type Expectation, type Folder } from '../call';
import { accepted, refused } from '../expectations';
import { Chains, type Chain } from './chains';
import { endpointOf, isCommand, wordOf, type Endpoint, type Subject } from './endpoint';
import { readsOf } from './reads';
import { declaredBy, refusalsOf, variablesIn, type Refusal } from './refusals';
import { bodyText, type Request } from './request';
import { answerSchema, shaped } from './shape';
import { TrialApplication } from './trial';
import { newDigits } from './variations';

/** The folders that follow from the manifests, and what they do not show. */
export interface GeneratedFolders {
  readonly folders: readonly Folder[];
  /** Commands that were refused in whatever order they were sent. */
  readonly neverAccepted: readonly NeverAccepted[];
  /** Refusals that a route showed and does not declare. */
  readonly undeclared: readonly Undeclared[];
}

export interface Undeclared {
  /** `POST /orders` */
  readonly route: string;
  /** `shop/order/number-taken` */
  readonly code: string;
}

export interface NeverAccepted {
  /** `PUT /orders/{id}/pay` */
  readonly route: string;
  /** The last one: `422 shop/order/not-placed` */
  readonly answer: string;
  /** What the code threw, when the last answer was none that a client should ever get. */
  readonly failure?: string;
}

interface Sent {
  readonly name: string;
  readonly request: Request;
  readonly expect: Expectation;
  readonly headers?: Call['headers'];
}

/**
 * A folder for each aggregate: its commands in an order in which they are accepted, its reads, and its declared
 * refusals. What each request is answered was seen in a trial, in memory.
 */
export async function generatedFolders(contexts: readonly ContextModule[]): Promise<GeneratedFolders> {
  const controllers = contexts.flatMap(({ aggregates }) => aggregates.flatMap((each) => each.controllers));
  const document = generateOpenApi(controllers, { title: '', version: '' });
  const subjects = contexts.flatMap((context, index) => subjectsOf(context, index, document));
  const newApplication = (): TrialApplication => new TrialApplication(contexts);
  const chains = new Chains(subjects, newApplication());
  // All that must be unique is known before the first request is written down.
  for (const subject of subjects) await chains.creationOf(subject);
  const folders: Folder[] = [];
  const neverAccepted: NeverAccepted[] = [];
  for (const subject of subjects) {
    const own = await chains.of(subject);
    const shown = new Set(own.flat());
    const missed = subject.endpoints.filter((each) => isCommand(each) && !shown.has(each));
    neverAccepted.push(...missed.map((each) => refusedAtLast(each, chains)));
    const folder = await folderOf(subject, own, chains, document, newApplication);
    if (folder.calls.length > 0) folders.push(folder);
  }
  const undeclared = subjects
    .flatMap(({ endpoints }) => endpoints)
    .flatMap((each) => chains.undeclaredOf(each).map((code) => ({ route: nameOf(each), code })));
  return { folders, neverAccepted, undeclared };
}

function nameOf({ route: { method, path } }: Endpoint): string {
  return `${method} ${path}`;
}

function refusedAtLast(endpoint: Endpoint, chains: Chains): NeverAccepted {
  const { status, code, failure } = chains.lastOutcomeOf(endpoint) ?? {};
  return {
    route: nameOf(endpoint),
    answer: [status, code].filter((part) => part !== undefined).join(' '),
    ...(failure !== undefined && { failure }),
  };
}

function subjectsOf({ aggregates }: ContextModule, context: number, document: OpenApiDocument): Subject[] {
  return aggregates.map(({ aggregate: { type }, controllers }) => {
    const word = wordOf(type);
    const routes = controllers.flatMap(routesOf);
    return {
      type,
      word,
      context,
      endpoints: routes.map((route) => endpointOf(route, document, word, context)),
    };
  });
}

async function folderOf(
  subject: Subject,
  found: readonly Chain[],
  chains: Chains,
  document: OpenApiDocument,
  newApplication: () => TrialApplication,
): Promise<Folder> {
  const missing = declaredBy(subject);
  const calls: Call[] = [];
  const names = new Set<string>();
  for (const [index, chain] of (found.length > 0 ? found : [[]]).entries()) {
    const refusals = await refusalsOf(subject, chain, chains, missing, newApplication);
    const sent = await chainSent(chain, refusals, chains, document);
    if (index === 0) sent.push(...readsOf(subject, chain.length > 0, document));
    calls.push(...callsOf(sent, names));
  }
  return {
    name: subject.type,
    description: 'Written by `npm run postman`: every route, and what it says that it refuses.',
    calls,
  };
}

async function chainSent(
  chain: Chain,
  refusals: readonly Refusal[],
  chains: Chains,
  document: OpenApiDocument,
): Promise<Sent[]> {
  const outcomes = (await chains.play(chain))?.outcomes ?? [];
  const refusedAfter = (count: number): Sent[] =>
    refusals.filter(({ after }) => after === count).flatMap((each) => refusalSent(each, chains));
  return [
    ...refusedAfter(0),
    ...chain.flatMap((endpoint, index) => {
      const { word } = chains.ownerOf(endpoint);
      const expect = successOf(endpoint, word, outcomes[index]?.version ?? 0, document);
      const request = chains.requestOf(endpoint);
      return [{ name: endpoint.route.summary, request, expect }, ...refusedAfter(index + 1)];
    }),
  ];
}

function successOf(
  endpoint: Endpoint,
  word: string,
  version: number,
  document: OpenApiDocument,
): Expectation {
  const { answers } = endpoint.route;
  if (answers.some((answer) => answer === Accepted)) return accepted(word, version);
  // Only what tells a version, or is read, has a tag.
  const isTagged = endpoint.route.method === 'GET' || answers.some(tellsVersion);
  const status = answers.some(isAccepted) ? 202 : 200;
  const { script } = shaped(status, answerSchema(endpoint.operation, document), { isTagged });
  return { status, script: [...script, `pm.collectionVariables.set('${word}Version', ${version});`] };
}

function refusalSent({ endpoint, before, request, outcome }: Refusal, chains: Chains): Sent[] {
  const { status, code = '', fields } = outcome;
  return [
    ...before.map((other) => {
      const { word } = chains.ownerOf(other.endpoint);
      const variable = `other${word.charAt(0).toUpperCase()}${word.slice(1)}`;
      return {
        name: `${other.endpoint.route.summary}, another one`,
        request: other.request,
        expect: accepted(variable, other.version),
      };
    }),
    { name: `${endpoint.route.summary}: ${code}`, request, expect: refused(status, code, ...fields) },
  ];
}

/** The first call gives all variables of the chain new values, so that each run has aggregates of its own. */
function callsOf(sent: readonly Sent[], names: Set<string>): Call[] {
  const variables = variablesIn(sent.map(({ request }) => request)).filter(
    (name) => !/(?:Version|Tag)$/u.test(name),
  );
  const prepare = variables
    .filter((name) => newDigits(name).length > 0)
    .flatMap((name) => ['{', ...newDigits(name), '}']);
  const newIds = variables.filter((name) => newDigits(name).length === 0);
  return sent.map(({ name, request, expect, headers }, index) =>
    call(unused(name, names), `${request.method} ${request.target}`, expect, {
      ...(index === 0 && newIds.length > 0 && { newIds }),
      ...(index === 0 && prepare.length > 0 && { prepare }),
      ...(request.body && { body: bodyText(request.body) }),
      ...(request.subject !== undefined && { subject: request.subject }),
      ...(headers && { headers }),
    }),
  );
}

function unused(name: string, names: Set<string>): string {
  let free = name;
  for (let count = 2; names.has(free); count += 1) free = `${name} (${count})`;
  names.add(free);
  return free;
}
