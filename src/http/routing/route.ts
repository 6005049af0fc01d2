import type { ErrorKind } from '../../kernel/domain-error';
import type { Answer } from '../answers/answer';

export type HttpMethod = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** Who may call a route. A route that names nobody is refused at start-up. */
export type AccessRule = 'public';

export type ControllerClass = new (...args: never[]) => object;
export type DtoClass = new () => object;
export type ViewClass = abstract new (...args: never[]) => object;

/** What a view class looks like on the wire: its fields, in a plain object. */
export type Shape<View> = { readonly [Field in keyof View]: View[Field] };

/** Documents a page of views: `{ items, cursor? }`. */
export interface PageOfView {
  readonly pageOf: ViewClass;
}

export type AnswerType = ViewClass | PageOfView;
export type Handler = (...args: never[]) => Answer | Promise<Answer>;

/** Where a parameter of a handler gets its value from. */
export type Input =
  | { readonly kind: 'body' | 'query'; readonly dto: DtoClass }
  | { readonly kind: 'param'; readonly name: string }
  | { readonly kind: 'caller' };

export interface RouteOptions {
  /** One line, imperative: `Register a user`. */
  readonly summary: string;
  readonly description?: string;
}

export interface DocumentedRefusal {
  readonly kind: ErrorKind;
  readonly codes: readonly string[];
}

/** One way into a controller, complete and checked. */
export interface Route extends RouteOptions {
  readonly method: HttpMethod;
  /** Full path with its parameters in braces: `/users/{id}/roles`. */
  readonly path: string;
  readonly access: AccessRule;
  readonly controller: ControllerClass;
  /** Name of the handler method. */
  readonly name: string;
  readonly handler: Handler;
  /** In the order of the handler's parameters. */
  readonly inputs: readonly Input[];
  readonly answers: readonly AnswerType[];
  readonly refusals: readonly DocumentedRefusal[];
}
