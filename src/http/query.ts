import { malformed } from './errors';
import { isUnsafeKey } from './unsafe-key';

/**
 * Parses a query string strictly: each parameter once, everything valid percent-encoded UTF-8.
 *
 * @param query without the question mark; `+` is a space
 */
export function parseQuery(query: string): Record<string, string> {
  const parameters: Record<string, string> = {};
  for (const pair of query.split('&').filter((part) => part !== '')) {
    const equals = pair.indexOf('=');
    const name = decode(equals < 0 ? pair : pair.slice(0, equals));
    if (isUnsafeKey(name)) throw malformed(`${name} cannot be a query parameter.`);
    if (Object.hasOwn(parameters, name)) {
      throw malformed('Send each query parameter once.', [{ field: shorten(name), message: 'is repeated' }]);
    }
    parameters[name] = equals < 0 ? '' : decode(pair.slice(equals + 1));
  }
  return parameters;
}

/** A parameter that nothing reads would be ignored without a word. */
export function refuseQuery(query: string): void {
  const fields = Object.keys(parseQuery(query)).map((name) => ({
    field: shorten(name),
    message: 'is unknown',
  }));
  if (fields.length > 0) throw malformed('This route takes no query parameters.', fields.slice(0, 50));
}

function shorten(name: string): string {
  return name.slice(0, 100);
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch (cause) {
    throw malformed('The query string is not valid percent-encoded UTF-8.', [], cause);
  }
}
