import type { Container, Newable } from 'inversify';
import type { Class } from '../eventsourcing/aggregate-module';

/**
 * Binds a class by itself.
 *
 * @throws TypeError for a constructor parameter without `@inject`, or a constructor that was only inherited
 */
export function bindClass(container: Container, type: Class): void {
  const base = inheritedConstructor(type);
  if (base !== undefined) {
    const fix = `write a constructor with @inject(...) that calls super(...)`;
    throw new TypeError(
      `${type.name} only inherits the constructor of ${base}, so nothing is injected: ${fix}.`,
    );
  }
  try {
    container.bind(type as Newable<object>).toSelf();
  } catch (error) {
    throw explained(error, type.name);
  }
}

/**
 * Gets an instance by its class, whatever its constructor takes.
 *
 * @throws Error that says which class is given what nobody provides, and where to list it
 */
export function resolveClass<T extends object>(container: Container, type: Class<T>): T {
  try {
    return container.get<T>(type as new () => T);
  } catch (error) {
    throw explained(error, type.name);
  }
}

/** Name of the class whose constructor a class has for want of its own; undefined when that takes nothing. */
function inheritedConstructor(type: Class): string | undefined {
  if (type.length > 0 || /\bconstructor\s*\(/u.test(Function.prototype.toString.call(type))) return undefined;
  const base: unknown = Object.getPrototypeOf(type);
  if (typeof base !== 'function' || base === Function.prototype) return undefined;
  return base.length > 0 ? base.name : inheritedConstructor(base as Class);
}

const MISSING_AT = /missing metadata on type "(.*)" at constructor indexes "(.*)"/u;
const MISSING_FROM =
  /missing metadata on type "(.*?)"\. .* requires at least \d+ arguments, found (\d+) instead/u;
const UNBOUND =
  /^No bindings found for service: "(.*)"\.\s+Trying to resolve bindings for "(.*?)( \(Root service\))?"\./u;

/** The injector's own advice would be to have the compiler emit types, which no bundler here does. */
function explained(error: unknown, name: string): unknown {
  if (!(error instanceof Error)) return error;
  const { message } = error;
  const [, at, indexes] = MISSING_AT.exec(message) ?? [];
  if (at !== undefined && indexes !== undefined) {
    return withoutInject(
      at,
      indexes.split('", "').map((index) => Number(index) + 1),
      error,
    );
  }
  const [, from, found] = MISSING_FROM.exec(message) ?? [];
  if (from !== undefined) return withoutInject(from, [Number(found) + 1], error);
  const [, service = '', taker = '', isRoot] = UNBOUND.exec(message) ?? [];
  if (service !== '')
    return new Error(unbound(service, isRoot === undefined ? taker : undefined), { cause: error });
  if (message === 'Unexpected undefined service id type') {
    const fix = 'two files import each other: move what both need into a third';
    return new Error(
      `An @inject(...) of ${name}, or of what it is given, names what is not there yet: ${fix}.`,
      {
        cause: error,
      },
    );
  }
  return error;
}

function withoutInject(type: string, positions: readonly number[], cause: Error): TypeError {
  const which = `parameter ${positions.join(' and ')} of its constructor`;
  const fix =
    'write @inject(TheClass) or @inject(TOKEN) before it, as types are gone at run time (docs/adr/0003)';
  return new TypeError(`${type}: ${which} is given nothing: ${fix}.`, { cause });
}

/** Tokens of an aggregate: `Symbol(repository of iam/user)`. */
const OF_AGGREGATE = /^Symbol\((repository|history) of (.*)\)$/u;

function unbound(service: string, taker: string | undefined): string {
  if (taker === undefined)
    return `${service} is in no manifest of this context: list it in that of its aggregate.`;
  const [, kind, aggregate] = OF_AGGREGATE.exec(service) ?? [];
  if (kind !== undefined && aggregate !== undefined) {
    const context = aggregate.slice(0, aggregate.indexOf('/'));
    const fix = `list the manifest of ${aggregate} in src/contexts/${context}/${context}.module.ts, or fold its events`;
    const why = kind === 'history' ? 'or names no `history` in its manifest' : '';
    return `${taker} takes the ${kind} of ${aggregate}, which is no aggregate of this context${why && `, ${why}`}: ${fix}.`;
  }
  return `${taker} takes ${service}, and no manifest of its context provides that: add it to \`providers\`.`;
}
