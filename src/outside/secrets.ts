/** Injection token of `Secrets`. */
export const SECRETS = Symbol.for('Secrets');

/** Secrets as functions read them. What was read is kept for a few minutes. */
export interface Secrets {
  /**
   * @param logicalId of the secret in template.yaml
   * @param maxAge seconds: what was read longer ago is read again; a few minutes when left out
   * @throws Error when the function may not read it, or when nothing has been put into it
   */
  get(logicalId: string, maxAge?: number): Promise<string>;
}
