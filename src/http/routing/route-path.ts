const PARAMETER = /^\{([a-z][A-Za-z0-9]*)\}$/;
/** Without `~`, so that `{` sorts behind every literal: see RouteTable. */
const LITERAL = /^[A-Za-z0-9._-]+$/;

/** `/users` + `/{id}` -> `/users/{id}`; a lone `/` adds nothing. */
export function joinPaths(base: string, path: string): string {
  const joined = [base, path].filter((part) => part !== '/').join('');
  return joined === '' ? '/' : joined;
}

export function isRoutePath(path: string): boolean {
  if (path === '/') return true;
  const [first, ...segments] = path.split('/');
  return (
    first === '' &&
    segments.length > 0 &&
    segments.every((segment) => LITERAL.test(segment) || PARAMETER.test(segment))
  );
}

export function parameterName(segment: string): string | undefined {
  return PARAMETER.exec(segment)?.[1];
}

export function parameterNames(path: string): string[] {
  return path.split('/').flatMap((segment) => parameterName(segment) ?? []);
}

/** Two paths of one shape take the same requests, whatever their parameters are called. */
export function shapeOf(path: string): string {
  return path.replace(/\{[^}]*\}/g, '{}');
}

/**
 * @param segments the requested path, split at `/` and percent-decoded
 * @returns the parameters by name, or undefined when the path is another one
 */
export function matchPath(path: string, segments: readonly string[]): Map<string, string> | undefined {
  const expected = path.split('/');
  if (expected.length !== segments.length) return undefined;
  const parameters = new Map<string, string>();
  for (const [index, segment] of segments.entries()) {
    const name = parameterName(expected[index] ?? '');
    if (name !== undefined && segment !== '') parameters.set(name, segment);
    else if (expected[index] !== segment) return undefined;
  }
  return parameters;
}
