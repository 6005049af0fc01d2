/** The part of a structured logger that the router needs. */
export interface HttpLogger {
  info(message: string, attributes: Record<string, unknown>): void;
  error(message: string, attributes: Record<string, unknown>): void;
}
