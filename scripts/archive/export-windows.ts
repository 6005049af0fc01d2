const MINUTE = 60_000;
/** Milliseconds of one incremental export ("ExportTableToPointInTime", DynamoDB API reference). */
const LONGEST = 24 * 60 * MINUTE;
const SHORTEST = 15 * MINUTE;
/** Milliseconds: what was written last cannot be exported yet. */
const MARGIN = 5 * MINUTE;

/** What an incremental export holds: what was written from `from` on and before `to`. */
export interface ExportWindow {
  readonly from: Date;
  readonly to: Date;
}

/**
 * Incremental exports that go on from a time without a gap, none longer and none shorter than DynamoDB takes. The last one
 * ends a little before now.
 *
 * @returns none while less than a quarter of an hour could be exported
 */
export function windowsSince(since: Date, now: Date): readonly ExportWindow[] {
  const windows: ExportWindow[] = [];
  // Times are counted in whole seconds; from the second before, nothing is left out.
  let from = Math.floor(since.getTime() / 1_000) * 1_000;
  const end = Math.floor((now.getTime() - MARGIN) / 1_000) * 1_000;
  while (end - from >= SHORTEST) {
    // So that what is left is never too short.
    const to =
      end - from - LONGEST < SHORTEST && end - from > LONGEST
        ? end - SHORTEST
        : Math.min(from + LONGEST, end);
    windows.push({ from: new Date(from), to: new Date(to) });
    from = to;
  }
  return windows;
}
