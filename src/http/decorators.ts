import type { ErrorKind } from '../kernel/domain-error';
import { isUuid } from '../kernel/values';
import type { AccessRule, AccessWord, Because, Condition } from './access';
import type { AnswerType } from './answer';
import { UUID_SCHEMA } from './fields';
import {
  RouteDefinitionError,
  type ControllerClass,
  type DocumentedRefusal,
  type DtoClass,
  type Handler,
  type HttpMethod,
  type Input,
  type PathParser,
  type RequestLimit,
  type RouteOptions,
} from './route';

/**
 * Says that a class answers HTTP requests below a path.
 *
 * It registers nothing: a router serves the classes it is given.
 *
 * @param basePath `/users`, or `/` for routes that share no prefix
 */
export function Controller(basePath: string): (target: ControllerClass) => void {
  return (target) => {
    setBasePath(target, basePath);
  };
}

type AccessDecorator = (prototype: object, member: string | symbol) => void;

/**
 * Says who may call the route: whoever fulfils one of the conditions, or everybody. Denial is the default: a route
 * without it stops the start-up.
 *
 * @example
 * @Access('admin', owner('id')) // administrators, and those whom the path is about
 * @Access('public', because('whoever signs in has no token yet')) // a write needs a reason
 */
export function Access(rule: 'public', reason?: Because): AccessDecorator;
export function Access(...anyOf: readonly [AccessWord, ...AccessWord[]]): AccessDecorator;
export function Access(...words: readonly (AccessWord | Because | undefined)[]): AccessDecorator {
  return (prototype, member) => {
    draftOf(prototype, member).access = ruleOf(words);
  };
}

function ruleOf(words: readonly (AccessWord | Because | undefined)[]): AccessRule {
  const [first, second] = words;
  if (first === 'public' && (second === undefined || isReason(second))) {
    return { kind: 'public', ...second };
  }
  return { kind: 'any-of', conditions: words.flatMap((word) => (isReason(word) ? [] : conditionOf(word))) };
}

function conditionOf(word: AccessWord | undefined): Condition[] {
  if (typeof word === 'object') return [word];
  if (word === undefined) return [];
  return [word === 'authenticated' ? { kind: word } : { kind: 'role', role: word }];
}

function isReason(word: AccessWord | Because | undefined): word is Because {
  return typeof word === 'object' && 'because' in word;
}

type VerbDecorator = (path: string, options: RouteOptions) => RouteDecorator;
/** The descriptor's type makes a handler that does not return an Answer a compile error. */
type RouteDecorator = <T extends Handler>(
  prototype: object,
  member: string | symbol,
  descriptor: TypedPropertyDescriptor<T>,
) => void;

function verb(method: HttpMethod): VerbDecorator {
  return (path, options) => (prototype, member, descriptor) => {
    const draft = draftOf(prototype, member);
    const where = `${prototype.constructor.name}.${draft.name}`;
    if (draft.verb !== undefined)
      throw new RouteDefinitionError(where, 'give each route a method of its own.');
    if (descriptor.value === undefined)
      throw new RouteDefinitionError(where, 'make it a method, not an accessor.');
    draft.verb = { method, path, options, handler: descriptor.value };
  };
}

/** A read: `@Get('/{id}', { summary: 'Find a user' })`. */
export const Get = verb('GET');
export const Post = verb('POST');
export const Put = verb('PUT');
export const Patch = verb('PATCH');
export const Delete = verb('DELETE');

type InputDecorator = (prototype: object, member: string | symbol | undefined, index: number) => void;

function input(source: Input): InputDecorator {
  return (prototype, member, index) => {
    draftOf(prototype, member).inputs[index] = source;
  };
}

/**
 * The JSON body as a validated instance of a class with class-validator decorators.
 *
 * The class is named here because no bundler emits parameter types; nested fields name theirs with `@Type`, which
 * needs `reflect-metadata` loaded first. The class has fields only: class-transformer
 * passes over a key that is called like a method or getter, so such a key would not be refused.
 */
export function Body(dto: DtoClass): InputDecorator {
  return input({ kind: 'body', dto });
}

/** The query string as a validated instance; values arrive as text, `@WholeNumber` and `@DecimalNumber` read it. */
export function Query(dto: DtoClass): InputDecorator {
  return input({ kind: 'query', dto });
}

/** Of any version, in lower case afterwards. */
const uuidParser: PathParser<string> = {
  expected: 'a UUID',
  schema: UUID_SCHEMA,
  parse: (text) => (isUuid(text) ? text.toLowerCase() : undefined),
};

/** A path parameter: a UUID, unless another parser says what it is. */
export function Param(name: string, parser: PathParser = uuidParser): InputDecorator {
  return input({ kind: 'param', name, parser });
}

/** The principal who asks: `anonymous` on a public route. */
export function Caller(): InputDecorator {
  return input({ kind: 'caller' });
}

/**
 * The CommandContext of the request: who asks, in which conversation, expecting which version (`If-Match`), under
 * which key (`Idempotency-Key`).
 *
 * @param isVersioned false for a command whose sender shall not learn the version: it takes no `If-Match`, as its refusal
 *   would tell
 */
export function Command({ isVersioned = true }: { readonly isVersioned?: boolean } = {}): InputDecorator {
  return input({ kind: 'command', ...(!isVersioned && { isVersioned }) });
}

type RouteDocumentation = (prototype: object, member: string | symbol) => void;

/** What the route answers when all is well: `Accepted`, `Received` or what extends them (202), a view class or `PageOf(View)` (200). */
export function Answers(...answers: readonly AnswerType[]): RouteDocumentation {
  return (prototype, member) => {
    draftOf(prototype, member).answers = answers;
  };
}

/** The domain's own refusals, by kind: `@Refuses('conflict', 'iam/user/email-taken')`. May be repeated. */
export function Refuses(kind: ErrorKind, ...codes: readonly string[]): RouteDocumentation {
  return (prototype, member) => {
    // Decorators run from the last to the first; the document keeps the order in which they are written.
    draftOf(prototype, member).refusals.unshift({ kind, codes });
  };
}

/**
 * Refuses what comes too often with 429 and `Retry-After`, before it is looked at: `@Limit({ per: 'address', requests: 30,
 * seconds: 60 })`. The count is one for all containers. May be repeated.
 */
export function Limit(limit: RequestLimit): RouteDocumentation {
  return (prototype, member) => {
    draftOf(prototype, member).limits.unshift(limit);
  };
}

/** What the decorators of one method have said so far; `routesOf` checks and completes it. */
export interface RouteDraft {
  readonly name: string;
  verb?: { method: HttpMethod; path: string; options: RouteOptions; handler: Handler };
  access?: AccessRule;
  /** By parameter position; a hole is a parameter that no decorator explains. */
  readonly inputs: (Input | undefined)[];
  answers: readonly AnswerType[];
  readonly refusals: DocumentedRefusal[];
  readonly limits: RequestLimit[];
}

// Weak maps beside the classes: nothing is hung on them and a class that goes takes its drafts along.
const draftsByPrototype = new WeakMap<object, Map<string, RouteDraft>>();
const basePaths = new WeakMap<ControllerClass, string>();

export function draftsOf(controller: ControllerClass): RouteDraft[] {
  return [...(draftsByPrototype.get(controller.prototype as object)?.values() ?? [])];
}

export function draftOf(prototype: object, member: string | symbol | undefined): RouteDraft {
  if (typeof member !== 'string') {
    throw new RouteDefinitionError(prototype.constructor.name, 'only a named method can be a route.');
  }
  const drafts = draftsByPrototype.get(prototype) ?? new Map<string, RouteDraft>();
  draftsByPrototype.set(prototype, drafts);
  const draft = drafts.get(member) ?? { name: member, inputs: [], answers: [], refusals: [], limits: [] };
  drafts.set(member, draft);
  return draft;
}

export function setBasePath(controller: ControllerClass, path: string): void {
  basePaths.set(controller, path);
}

export function basePathOf(controller: ControllerClass): string | undefined {
  return basePaths.get(controller);
}
