export interface HttpResponse {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** Empty for none. */
  readonly body: string;
}

/** No browser may take JSON for something else ("REST Security Cheat Sheet", OWASP). */
export const commonHeaders = { 'x-content-type-options': 'nosniff' } as const;
