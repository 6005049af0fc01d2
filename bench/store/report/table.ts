export interface Column {
  readonly title: string;
  /** Figures are set to the right. */
  readonly isText?: boolean;
}

/** A Markdown table, laid out as Prettier does. */
export function table(columns: readonly Column[], rows: readonly (readonly string[])[]): string {
  const widths = columns.map(({ title }, index) =>
    Math.max(3, title.length, ...rows.map((row) => row[index]?.length ?? 0)),
  );
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  const align = (cells: readonly string[]): string =>
    line(
      columns.map(({ isText }, index) => {
        const [cell, width] = [cells[index] ?? '', widths[index] ?? 0];
        return isText ? cell.padEnd(width) : cell.padStart(width);
      }),
    );
  const rule = line(
    columns.map(({ isText }, index) => {
      const width = widths[index] ?? 0;
      return isText ? '-'.repeat(width) : `${'-'.repeat(width - 1)}:`;
    }),
  );
  return [align(columns.map(({ title }) => title)), rule, ...rows.map(align)].join('\n');
}

/** Digits after the point only where there is something after it. */
export function figure(value: number, digits = 1): string {
  return Number.isInteger(value) ? String(value) : value.toFixed(digits);
}
