import { createHash } from 'node:crypto';
import type { FunctionPlan, Plan, QueuePlan, RoutePlan } from '../../src/composition/plan/plan';
import type { Envelope } from '../../src/eventsourcing/consuming/delivery/envelope';
import { parseStream, type Commit } from '../../src/eventsourcing/log/commit';
import { contextFor } from '../../src/identity/principal';
import { letIn } from '../access/let-in';
import { sampleOf, type Schema } from './sample';

const READS = ['GET', 'HEAD'];

/** As much of openapi.json as a request needs. */
export interface ApiDocument {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> };
}

interface Operation {
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: Schema }>> };
}

/** What the fixtures are made of. */
export interface Material {
  readonly document: ApiDocument;
  /** A commit as it is stored, by aggregate type: the first of its corpus. */
  readonly commits: ReadonlyMap<string, Commit>;
}

const HOST = 'a1b2c3d4e5.execute-api.eu-central-1.amazonaws.com';
const NOBODY = '00000000-0000-4000-8000-000000000000';

/** The fixtures of the contexts' functions, `sam local invoke <function> -e events/<function>.json`, by path. */
export function fixturesFor({ contexts }: Plan, material: Material): ReadonlyMap<string, unknown> {
  return new Map(
    contexts.flatMap(({ functions, routes, parts, context }) => {
      const own = context.aggregates.map(({ aggregate }) => aggregate.type);
      const queues = parts.flatMap((part) => part.queues);
      return functions.map((plan): [string, unknown] => [
        `events/${plan.id}.json`,
        plan.role === 'commands' || plan.role === 'queries'
          ? requestFor(plan, routes, own, material)
          : messageFor(
              queues.filter(({ functionId }) => functionId === plan.id),
              material,
            ),
      ]);
    }),
  );
}

/** The first route that a function answers: a command that makes the aggregate of the corpus, or a query for it. */
function requestFor(
  { id: functionId }: FunctionPlan,
  routes: readonly RoutePlan[],
  [type = '']: readonly string[],
  { document, commits }: Material,
): unknown {
  const own = routes.filter((route) => route.functionId === functionId);
  const route = own.find((route) => !READS.includes(route.method) || route.path.includes('{id}')) ?? own[0];
  const { method = 'GET', path = '/' } = route ?? {};
  const commit = commits.get(type);
  const id = commit ? parseStream(commit.stream).id : NOBODY;
  const schema =
    document.paths[path]?.[method.toLowerCase()]?.requestBody?.content['application/json']?.schema;
  const sample = schema && { ...(sampleOf(schema, id, document.components.schemas) as object) };
  const known = { ...commit?.events[0]?.data } as Readonly<Record<string, unknown>>;
  const body =
    sample &&
    JSON.stringify(
      Object.fromEntries(Object.entries(sample).map(([name, value]) => [name, known[name] ?? value])),
    );
  return apiEvent(method, path, id, body, { ...authorizerFor(route, id), commit });
}

/** Far away, so that a fixture lasts: the year 2100. */
const EXPIRES_AT = 4_102_444_800;

/** What the authorizer passes on, of somebody whom the route lets in. */
function authorizerFor(route: RoutePlan | undefined, id: string): { readonly authorizer?: object } {
  const [bearer] = route ? letIn(route.access, { id }, NOBODY) : [];
  if (!bearer) return {};
  const principal = { kind: 'user', ...bearer, claims: {}, expiresAt: EXPIRES_AT } as const;
  return { authorizer: { lambda: contextFor(principal) } };
}

function apiEvent(
  method: string,
  path: string,
  id: string,
  body: string | undefined,
  { authorizer, commit }: { readonly authorizer?: object; readonly commit: Commit | undefined },
): unknown {
  const rawPath = path.replaceAll(/\{\w+\}/gu, id);
  const names = [...path.matchAll(/\{(\w+)\}/gu)].map(([, name = '']) => name);
  const time = Date.parse(commit?.committedAt ?? '2026-11-21T09:30:00Z');
  return {
    version: '2.0',
    routeKey: `${method} ${path}`,
    rawPath,
    rawQueryString: '',
    headers: {
      accept: 'application/json',
      ...(body !== undefined && {
        'content-length': String(Buffer.byteLength(body)),
        'content-type': 'application/json',
      }),
      host: HOST,
      'user-agent': 'curl/8.9.1',
      'x-forwarded-for': '203.0.113.10',
      'x-forwarded-port': '443',
      'x-forwarded-proto': 'https',
    },
    requestContext: {
      accountId: '123456789012',
      apiId: 'a1b2c3d4e5',
      ...(authorizer && { authorizer }),
      domainName: HOST,
      domainPrefix: 'a1b2c3d4e5',
      http: {
        method,
        path: rawPath,
        protocol: 'HTTP/1.1',
        sourceIp: '203.0.113.10',
        userAgent: 'curl/8.9.1',
      },
      requestId: commit?.causationId ?? NOBODY,
      routeKey: `${method} ${path}`,
      stage: '$default',
      time: new Date(time).toUTCString(),
      timeEpoch: time,
    },
    ...(names.length > 0 && { pathParameters: Object.fromEntries(names.map((name) => [name, id])) }),
    ...(body !== undefined && { body }),
    isBase64Encoded: false,
  };
}

/** One message for each type that the queues of a function bring. */
function messageFor(queues: readonly QueuePlan[], { commits }: Material): unknown {
  const messages = queues.flatMap(({ id, types }) =>
    types.flatMap((type) => commits.get(type) ?? []).map((commit) => messageOf(commit, id)),
  );
  return { Records: messages };
}

function messageOf(commit: Commit, queue: string): unknown {
  const envelope: Envelope = { commit };
  const body = JSON.stringify(envelope);
  const sent = String(Date.parse(commit.committedAt));
  return {
    messageId: commit.commitId,
    receiptHandle: 'AQEBwJnKyrHigUMZj6rYigCgxlaS3SLy0a',
    body,
    attributes: {
      ApproximateReceiveCount: '1',
      SentTimestamp: sent,
      SequenceNumber: '18890000000000000001',
      MessageGroupId: commit.stream,
      SenderId: 'AROAEXAMPLEEXAMPLE123:EventBroker',
      MessageDeduplicationId: commit.commitId,
      ApproximateFirstReceiveTimestamp: sent,
    },
    messageAttributes: {},
    md5OfBody: createHash('md5').update(body).digest('hex'),
    eventSource: 'aws:sqs',
    eventSourceARN: `arn:aws:sqs:eu-central-1:123456789012:foldline-dev-${queue}-1A2B3C4D5E6F.fifo`,
    awsRegion: 'eu-central-1',
  };
}
