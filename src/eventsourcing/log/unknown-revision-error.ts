import type { EventPosition } from '../../kernel/fold';

/** The log holds an event whose schema is newer than this code, which must not guess what it means. */
export class UnknownRevisionError extends Error {
  override readonly name = 'UnknownRevisionError';
  readonly stream: string;
  readonly version: number;

  constructor(
    readonly eventType: string,
    { stream, version }: EventPosition,
    readonly revision: number,
    known: number,
  ) {
    super(
      `The event ${eventType} at version ${version} of ${stream} has revision ${revision} of its schema, and this code knows ${known}; deploy the code that knows it, or add its upcaster.`,
    );
    this.stream = stream;
    this.version = version;
  }
}
