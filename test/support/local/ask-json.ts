/** An answer of JSON, or with no body at all. */
export interface JsonAnswer {
  readonly status: number;
  readonly headers: Headers;
  /** Empty without a body. */
  readonly body: Readonly<Record<string, unknown>>;
}

export async function askJson(
  url: string,
  headers: Readonly<Record<string, string>> = {},
  method = 'GET',
): Promise<JsonAnswer> {
  const response = await fetch(url, { method, headers });
  const text = await response.text();
  const body = (text === '' ? {} : JSON.parse(text)) as JsonAnswer['body'];
  return { status: response.status, headers: response.headers, body };
}
