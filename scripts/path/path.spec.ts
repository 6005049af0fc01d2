import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { promisify } from 'node:util';

/** Files in all. Raise it with a reason, and lower it whenever you can. */
// 45, and one each for what text is compared as, what is JSON, keys that stand twice in a body, what concerns a
// consumer, messages of what is injected wrongly, who asks, whether they may,
// how often a command is decided again, and whoever counts.
const AT_MOST = 54;

describe('npm run path', () => {
  let printed: string;

  beforeAll(async () => {
    const run = ['--import', 'tsx', 'scripts/path/run.ts'];
    ({ stdout: printed } = await promisify(execFile)(process.execPath, run));
  });

  it('tells the files of a command in the order in which they are come to', () => {
    const places = [
      'src/http/router.ts',
      'src/contexts/iam/user/api/user.controller.ts',
      'src/eventsourcing/writing/command-bus.ts',
      'src/eventsourcing/writing/repository.ts',
      'src/eventsourcing/writing/unit-of-work.ts',
      'src/contexts/iam/user/domain/user.ts',
      'src/aws/dynamo-event-store.ts',
      'src/contexts/iam/user/read/user.projection.ts',
    ].map((file) => printed.indexOf(`  ${file}\n`));
    expect(places).not.toContain(-1);
    expect(places).toEqual(places.toSorted((a, b) => a - b));
  });

  it('counts no more of them than there have to be', () => {
    const [, count] = /(\d+) files in all/u.exec(printed) ?? [];
    expect(Number(count)).toBeGreaterThan(20);
    expect(Number(count)).toBeLessThanOrEqual(AT_MOST);
  });

  it('comes through files that the document tells of, each of them', () => {
    const document = readFileSync('docs/path-of-a-command.md', 'utf8');
    const files = [...printed.matchAll(/^ {2}src\/(.+)\.ts$/gmu)].map(([, file = '']) => file);
    expect(files.length).toBeGreaterThan(20);
    expect(files.filter((file) => !document.includes(file))).toEqual([]);
  });
});
