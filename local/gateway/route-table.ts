import { DEFAULT_ROUTE, type Route } from './route';

export interface RouteMatch {
  readonly route: Route;
  /** Decoded; undefined when the route has no variables. */
  readonly pathParameters: Readonly<Record<string, string>> | undefined;
}

/** Finds the route of a request; undefined when there is none. */
export type RouteTable = (method: string, path: string) => RouteMatch | undefined;

type Segment =
  | { readonly kind: 'static'; readonly text: string }
  | { readonly kind: 'variable'; readonly name: string }
  | { readonly kind: 'greedy'; readonly name: string };

interface Candidate {
  readonly route: Route;
  readonly segments: readonly Segment[];
}

const rankOf: Readonly<Record<Segment['kind'], number>> = { static: 0, variable: 1, greedy: 2 };

/**
 * The most specific route wins: static before {variable} before {proxy+}, segment by segment, then a
 * method before ANY, and $default last. Source: "Working with routes for HTTP APIs".
 */
export function routeTable(routes: readonly Route[]): RouteTable {
  const fallback = routes.find(({ path }) => path === DEFAULT_ROUTE);
  const candidates = routes
    .filter(({ path }) => path !== DEFAULT_ROUTE)
    .map((route) => ({ route, segments: segmentsOf(route.path) }))
    .sort(bySpecificity);
  return (method, path) => {
    const parts = path.slice(1).split('/');
    for (const { route, segments } of candidates) {
      if (route.method !== method && route.method !== 'ANY') continue;
      const parameters = matchSegments(segments, parts);
      if (parameters === undefined) continue;
      const pathParameters = parameters.length === 0 ? undefined : Object.fromEntries(parameters);
      return { route, pathParameters };
    }
    return fallback && { route: fallback, pathParameters: undefined };
  };
}

function segmentsOf(path: string): Segment[] {
  return path
    .slice(1)
    .split('/')
    .map((text) => {
      if (!text.startsWith('{') || !text.endsWith('}')) return { kind: 'static', text };
      const name = text.slice(1, -1);
      return name.endsWith('+') ? { kind: 'greedy', name: name.slice(0, -1) } : { kind: 'variable', name };
    });
}

function bySpecificity(left: Candidate, right: Candidate): number {
  const length = Math.min(left.segments.length, right.segments.length);
  for (let index = 0; index < length; index++) {
    const difference = rank(left.segments[index]) - rank(right.segments[index]);
    if (difference !== 0) return difference;
  }
  return Number(left.route.method === 'ANY') - Number(right.route.method === 'ANY');
}

function rank(segment: Segment | undefined): number {
  return segment === undefined ? 0 : rankOf[segment.kind];
}

/** @returns the variables, or undefined when the path does not match */
function matchSegments(
  segments: readonly Segment[],
  parts: readonly string[],
): [string, string][] | undefined {
  const parameters: [string, string][] = [];
  for (const [index, segment] of segments.entries()) {
    const part = parts[index];
    if (part === undefined || (part === '' && segment.kind !== 'static')) return undefined;
    if (segment.kind === 'greedy') {
      return [...parameters, [segment.name, decodeURIComponent(parts.slice(index).join('/'))]];
    }
    if (segment.kind === 'variable') parameters.push([segment.name, decodeURIComponent(part)]);
    else if (segment.text !== part) return undefined;
  }
  return segments.length === parts.length ? parameters : undefined;
}
