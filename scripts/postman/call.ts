/** One request of the collection, and what must come back. `{{name}}` stands for a variable everywhere. */
export interface Call {
  /** As it is shown in Postman; starts with a verb. */
  readonly name: string;
  /** `POST /users/{{annId}}/roles?limit=2` */
  readonly send: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** An object is sent as JSON, text as it is. */
  readonly body?: object | string;
  /** Variables that get a new UUID before the request is sent, so that every run has users and roles of its own. */
  readonly newIds?: readonly string[];
  /** Further lines of the pre-request script. */
  readonly prepare?: readonly string[];
  /** Variable of the token that it carries, whatever its route asks for; empty for none. */
  readonly token?: string;
  /** Whose token it carries, where the path does not tell: `{{acmeId}}`. */
  readonly subject?: string;
  readonly expect: Expectation;
}

export interface Expectation {
  readonly status: number;
  /** Of a refusal. */
  readonly code?: string;
  /** Lines of the test script. */
  readonly script: readonly string[];
}

export interface Folder {
  readonly name: string;
  readonly description: string;
  readonly calls: readonly Call[];
}

export function call(
  name: string,
  send: string,
  expect: Expectation,
  more: Omit<Call, 'name' | 'send' | 'expect'> = {},
): Call {
  return { name, send, expect, ...more };
}
