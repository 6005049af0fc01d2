/** The part of newman that is used here; it brings no types of its own. */
declare module 'newman' {
  export interface RunOptions {
    /** Its file, or the collection itself. */
    readonly collection: string | object;
    readonly environment?: string;
    readonly envVar: readonly { readonly key: string; readonly value: string }[];
    /** Milliseconds that one request may take. */
    readonly timeoutRequest?: number;
    readonly folder?: string;
  }

  export interface RunFailure {
    readonly error: { readonly name: string; readonly message: string; readonly test?: string };
    readonly source?: { readonly name?: string };
    readonly parent?: { readonly name?: string };
  }

  export interface RunSummary {
    readonly run: {
      readonly stats: Readonly<Record<'requests' | 'assertions', { readonly total?: number }>>;
      readonly failures: readonly RunFailure[];
    };
  }

  const newman: {
    run(options: RunOptions, done: (error: Error | null, summary: RunSummary) => void): void;
  };
  export default newman;
}
