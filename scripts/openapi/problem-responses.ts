import { problemOf, refusalProblem, statusOf, type Problem, type ProblemKind } from '../../src/http/problem';
import type { Route } from '../../src/http/route';
import type { Content, Reference, Response, Schema } from './openapi-document';
import { commonHeaders } from './shared-components';
import type { StandardKind } from './standard-problems';
import { isStandardKind, standardKindsOf, standardProblems } from './standard-problems';

type Example = Omit<Problem, 'detail'>;

const TRACE_ID = 'JKJaXmPLvHcESHA=';
const FAULT = 'InternalError';

/** What the gateway answers in the place of a function, by status: text of its message. */
const ofGateway: Readonly<Partial<Record<number, string>>> = {
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  413: 'Request Entity Too Large',
  429: 'Too Many Requests',
  500: 'Internal Server Error',
  503: 'Service Unavailable',
};

/** What the gateway alone answers, on any route. */
const gatewayResponses: Readonly<Record<string, readonly [status: number, message: string, text: string]>> = {
  GatewayTooManyRequests: [
    429,
    'Too Many Requests',
    'More requests than the stage lets through; wait, then try again.',
  ],
  GatewayHeadersTooLarge: [
    431,
    'Request Header Fields Too Large',
    'The request line and the values of the headers exceed 10,240 bytes.',
  ],
};

export function problemComponents(): Record<string, Response> {
  const kinds = Object.keys(standardProblems) as StandardKind[];
  return Object.fromEntries([
    ...kinds.map((kind) => [componentName(kind), responseOf(standardExamples(kind))] as const),
    [FAULT, responseOf([problemOf(undefined, TRACE_ID)])] as const,
    ...Object.entries(gatewayResponses).map(([name, [, message, description]]) => [
      name,
      { description, content: gatewayContent(message) },
    ]),
  ]) as Record<string, Response>;
}

/** By status: references for the standard refusals, written out where the domain adds codes of its own. */
export function problemResponsesOf(route: Route): Record<string, Response | Reference> {
  const responses: Record<string, Response | Reference> = {
    500: reference(FAULT),
    ...Object.fromEntries(
      Object.entries(gatewayResponses).map(([name, [status]]) => [status, reference(name)]),
    ),
  };
  const standard = standardKindsOf(route);
  for (const kind of standard) responses[statusOf(kind)] = reference(componentName(kind));
  for (const kind of new Set(route.refusals.map((refusal) => refusal.kind))) {
    const codes = route.refusals.flatMap((refusal) => (refusal.kind === kind ? refusal.codes : []));
    const others = isStandardKind(kind) && standard.includes(kind) ? standardExamples(kind) : [];
    responses[statusOf(kind)] = responseOf([...others, ...codes.map((code) => domainExample(kind, code))]);
  }
  return responses;
}

function standardExamples(kind: StandardKind): Example[] {
  return Object.entries(standardProblems[kind]).map(([code, detail]) =>
    refusalProblem(kind, code, TRACE_ID, detail),
  );
}

/** Without `detail`: what the domain says to people is not known here. */
function domainExample(kind: ProblemKind, code: string): Example {
  return refusalProblem(kind, code, TRACE_ID);
}

function responseOf(problems: readonly Example[]): Response {
  const examples = Object.fromEntries(problems.map((problem) => [problem.code, { value: problem }] as const));
  const codes = problems.map(({ code }) => `\`${code}\``).join(', ');
  return {
    description: `${problems[0]?.title ?? 'Refused'}: ${codes}`,
    headers: commonHeaders,
    content: {
      'application/problem+json': { schema: problemWith(problems.map(({ code }) => code)), examples },
      ...gatewayContent(ofGateway[problems[0]?.status ?? 0]),
    },
  };
}

/** A problem of one of these codes: what a client can branch on. */
function problemWith(codes: readonly string[]): Schema {
  return {
    allOf: [
      { $ref: '#/components/schemas/Problem' },
      { type: 'object', required: ['code'], properties: { code: { type: 'string', enum: codes } } },
    ],
  };
}

function gatewayContent(message: string | undefined): Content {
  if (message === undefined) return {};
  const schema = { $ref: '#/components/schemas/GatewayMessage' };
  return { 'application/json': { schema, example: { message } } };
}

function reference(name: string): Reference {
  return { $ref: `#/components/responses/${name}` };
}

function componentName(kind: string): string {
  return kind.replace(/(?:^|-)([a-z])/g, (_, letter: string) => letter.toUpperCase());
}
