/** Who tells a mistake first: the compiler, or what `npm run check` and the beginning of `npm start` run. */
export type Tool = 'npm run check:types' | 'npm run check:wiring, npm start';

/** A mistake that somebody may make, and what is told of it. */
export interface Mistake {
  /** What somebody does: `leave the handler out of the manifest`. */
  readonly mistake: string;
  /** File that is changed: of the context in test/mistakes/contexts/shop, or template.yaml. */
  readonly file: string;
  /** Text that is there once. */
  readonly from: string;
  readonly to: string;
  /** What the message says, with what to do. */
  readonly says: string | RegExp;
}
