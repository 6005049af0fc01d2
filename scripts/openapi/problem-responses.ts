import { problemOf, refusalProblem, statusOf, type Problem, type ProblemKind } from '../../src/http/problem';
import type { Route } from '../../src/http/route';
import type { Reference, Response } from './openapi-document';
import { commonHeaders } from './shared-components';
import type { StandardKind } from './standard-problems';
import { isStandardKind, standardKindsOf, standardProblems } from './standard-problems';

type Example = Omit<Problem, 'detail'>;

const TRACE_ID = 'JKJaXmPLvHcESHA=';
const FAULT = 'InternalError';

export function problemComponents(): Record<string, Response> {
  const kinds = Object.keys(standardProblems) as StandardKind[];
  return Object.fromEntries([
    ...kinds.map((kind) => [componentName(kind), responseOf(standardExamples(kind))] as const),
    [FAULT, responseOf([problemOf(undefined, TRACE_ID)])] as const,
  ]);
}

/** By status: references for the standard refusals, written out where the domain adds codes of its own. */
export function problemResponsesOf(route: Route): Record<string, Response | Reference> {
  const responses: Record<string, Response | Reference> = { 500: reference(FAULT) };
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
    content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' }, examples } },
  };
}

function reference(name: string): Reference {
  return { $ref: `#/components/responses/${name}` };
}

function componentName(kind: string): string {
  return kind.replace(/(?:^|-)([a-z])/g, (_, letter: string) => letter.toUpperCase());
}
