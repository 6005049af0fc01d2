import { existsSync, readFileSync } from 'node:fs';
import { CASES, titleOf } from '../flow/failures/cases';
import { FAILURES, HOPS, type Failure, type Hop } from '../flow/failures/hops';

const document = readFileSync('docs/failures.md', 'utf8');

/** Of the flow spec whose tests are called by hop and failure. */
const OWN = '`failures`';

interface Cell {
  readonly hop: Hop;
  readonly failure: Failure;
  readonly what: string;
  readonly who: string;
  /** What the last column names, one after the other. */
  readonly shown: readonly string[];
}

/** The table of a hop, row by row. */
function cellsOf(hop: Hop): Cell[] {
  const [, section = ''] = document.split(`\n## ${hop}\n`);
  const rows = (section.split('\n## ')[0] ?? '').split('\n').filter((line) => line.startsWith('| '));
  return rows.slice(2).map((row) => {
    const [failure = '', what = '', who = '', shown = ''] = row
      .slice(1, -1)
      .split('|')
      .map((text) => text.trim());
    return {
      hop,
      failure: failure as Failure,
      what,
      who,
      shown: shown.split('<br>').filter((text) => text !== '—'),
    };
  });
}

const cells = HOPS.flatMap(cellsOf);

describe('docs/failures.md', () => {
  it.each(HOPS)('has every failure of %s, and says what happens and who sets it right', (hop) => {
    expect(cellsOf(hop).map(({ failure }) => failure)).toEqual(FAILURES);
    for (const { what, who } of cellsOf(hop)) {
      expect(what).not.toMatch(/^—?$/u);
      expect(who).not.toBe('');
    }
  });

  it('leaves nothing unshown that can happen', () => {
    const unshown = cells.filter(({ shown }) => shown.length === 0);
    for (const { what } of unshown)
      expect(what).toMatch(/^(?:cannot be: |there (?:is|are) no |a queue has no )/u);
  });

  it('names each test that is called by its hop and its failure, and no other', () => {
    const told = cells.filter(({ shown }) => shown.includes(OWN)).map(titleOf);
    expect(told.toSorted()).toEqual(CASES.map(titleOf).toSorted());
  });

  const others = cells.flatMap((cell) =>
    cell.shown.filter((text) => text !== OWN).map((text) => [titleOf(cell), text] as const),
  );

  it.each(others)('%s is shown by %s', (_, text) => {
    const [, file = '', title = ''] = /^`([^`]+)`: (.+)$/u.exec(text) ?? [];
    expect(file).not.toBe('');
    expect(existsSync(file)).toBe(true);
    expect(readFileSync(file, 'utf8')).toContain(`'${title}'`);
  });
});
