/** What can be wrong with an export. */
export type DamageKind =
  /** A file that a manifest names is not there. */
  | 'missing-file'
  /** A manifest is not what the layout says. */
  | 'not-a-manifest'
  /** The content is not what the checksum was made of. */
  | 'wrong-checksum'
  /** The file is no gzip, or its end is missing. */
  | 'not-gzip'
  /** A line is no commit of the log. */
  | 'not-a-commit'
  /** An item was deleted from the log, which nothing does. */
  | 'deleted'
  /** The files hold more or fewer items than the manifest says. */
  | 'item-count';

export interface Damage {
  readonly kind: DamageKind;
  /** Path of the file, and the line where that is known. */
  readonly at: string;
  readonly note: string;
}

/** Of each kind, how many are named in a message. */
const NAMED = 10;

/** An export that cannot be relied on. Nothing was made of it. */
export class DamagedExportError extends Error {
  override readonly name = 'DamagedExportError';

  constructor(readonly damages: readonly Damage[]) {
    const named = damages.slice(0, NAMED).map(({ kind, at, note }) => `  ${kind}: ${at}: ${note}`);
    const more = damages.length > NAMED ? [`  and ${damages.length - NAMED} more`] : [];
    super(
      [
        `The export is damaged (${damages.length}), and no row was written:`,
        ...named,
        ...more,
        'Take another export, or rebuild from the log.',
      ].join('\n'),
    );
  }
}
