import { MemoryEventStore } from '../../../test/support/memory/memory-event-store';
import { Box, boxUniqueValues } from '../../../test/support/box/box';
import { filled, labelled, sealed } from '../../../test/support/box/box.events';
import { all, commitOf, context } from '../../../test/support/commit-of';
import { useVirtualTime } from '../../../test/support/virtual-time';
import type { DomainEvent } from '../../kernel/domain-event';
import type { Commit } from '../log/commit';
import type { AppendOptions, AppendResult } from './event-store';
import { Repository } from './repository';

const STREAM = 'shop/box#one';

/** A log in which something else happens just before each append, until there is no more of it. */
class ContestedLog extends MemoryEventStore {
  appends = 0;

  constructor(private readonly interference: (() => Promise<AppendResult>)[]) {
    super();
  }

  override async append(commit: Commit, alongside?: AppendOptions): Promise<AppendResult> {
    this.appends += 1;
    const result = await this.interference.shift()?.();
    return result?.outcome === 'busy' ? result : super.append(commit, alongside);
  }

  /** What a rival does to the same stream. */
  rival(version: number, ...events: DomainEvent[]): Promise<AppendResult> {
    return super.append(commitOf(STREAM, version, ...events));
  }
}

describe('Repository among rivals', () => {
  const time = useVirtualTime();
  const busy = (): Promise<AppendResult> => Promise.resolve({ outcome: 'busy', inProgress: false });

  it('decides again on the newer state when another writer was faster', async () => {
    const log: ContestedLog = new ContestedLog([() => log.rival(1, labelled('books'), filled('atlas'))]);
    const seen: unknown[] = [];
    const accepted = await new Repository(Box, boxUniqueValues, log.ports).change('one', context, (box) => {
      seen.push({ version: box.version, items: box.state.items });
      box.fill('car');
    });
    expect(seen).toEqual([
      { version: 0, items: [] },
      { version: 2, items: ['atlas'] },
    ]);
    expect(accepted).toEqual({ id: 'one', version: 3 });
    const commits = await all(log.read(STREAM));
    expect(commits.map(({ version, events }) => [version, events])).toEqual([
      [1, [labelled('books'), filled('atlas')]],
      [3, [filled('car')]],
    ]);
  });

  it('reads only what is new to it before it decides again', async () => {
    const log: ContestedLog = new ContestedLog([() => log.rival(2, filled('atlas'))]);
    await log.rival(1, filled('car'));
    const seen: unknown[] = [];
    await new Repository(Box, boxUniqueValues, log.ports).change('one', context, (box) => {
      seen.push(box.state.items);
      box.fill('doll');
    });
    expect(seen).toEqual([['car'], ['car', 'atlas']]);
  });

  it('refuses when the newer state no longer allows it', async () => {
    const log: ContestedLog = new ContestedLog([() => log.rival(1, sealed)]);
    const changed = new Repository(Box, boxUniqueValues, log.ports).change('one', context, (box) => {
      box.fill('car');
    });
    await expect(changed).rejects.toMatchObject({ code: 'shop/box/sealed' });
    await expect(all(log.read(STREAM))).resolves.toHaveLength(1);
  });

  it('does not decide again for a client that named the version: 412', async () => {
    const log: ContestedLog = new ContestedLog([() => log.rival(1, labelled('books'))]);
    const decide = jest.fn((box: Box) => {
      box.fill('car');
    });
    const changed = new Repository(Box, boxUniqueValues, log.ports).change(
      'one',
      { ...context, expectedVersion: 0 },
      decide,
    );
    await expect(changed).rejects.toMatchObject({ kind: 'outdated', code: 'version-mismatch' });
    expect(decide).toHaveBeenCalledTimes(1);
  });

  it('derives the uniqueValues from the newer state too', async () => {
    const log: ContestedLog = new ContestedLog([
      () =>
        log.append(commitOf(STREAM, 1, labelled('books')), {
          uniqueValues: { taken: [books], released: [] },
        }),
    ]);
    const books = { scope: 'shop', name: 'label', value: 'books' };
    await new Repository(Box, boxUniqueValues, log.ports).change('one', context, (box) => {
      box.label('toys');
    });
    expect(log.ownerOf('shop#label#books')).toBeUndefined();
    expect(log.ownerOf('shop#label#toys')).toBe(STREAM);
  });

  it('tries again when another transaction was in the way, after a pause', async () => {
    const log = new ContestedLog([busy, busy]);
    const accepted = await new Repository(Box, boxUniqueValues, log.ports).change('one', context, (box) => {
      box.fill('car');
    });
    expect(accepted).toEqual({ id: 'one', version: 1 });
    expect(log.appends).toBe(3);
    expect(time.pauses).toHaveLength(2);
  });

  it('takes effect once when `busy` hides that its own commit was written', async () => {
    const log = new MemoryEventStore();
    const append = log.append.bind(log);
    jest.spyOn(log, 'append').mockImplementationOnce(async (commit, alongside) => {
      await append(commit, alongside);
      return { outcome: 'busy', inProgress: false };
    });
    const accepted = await new Repository(Box, boxUniqueValues, log.ports).change('one', context, (box) => {
      box.fill('car');
    });
    expect(accepted).toEqual({ id: 'one', version: 1 });
    await expect(all(log.read(STREAM))).resolves.toMatchObject([{ version: 1, events: [filled('car')] }]);
  });

  it('gives up after a bounded number of attempts and says when to come back', async () => {
    const log = new ContestedLog(Array.from({ length: 100 }, () => busy));
    const changed = new Repository(Box, boxUniqueValues, log.ports).change('one', context, (box) => {
      box.fill('car');
    });
    await expect(changed).rejects.toMatchObject({ kind: 'unavailable', code: 'too-busy', retryAfter: 1 });
    expect(log.appends).toBe(12);
    expect(time.pauses).toHaveLength(11);
  });

  it('passes on what it does not expect', async () => {
    const log = new ContestedLog([() => Promise.reject(new Error('disk on fire'))]);
    const changed = new Repository(Box, boxUniqueValues, log.ports).change('one', context, (box) => {
      box.fill('car');
    });
    await expect(changed).rejects.toThrow('disk on fire');
    expect(log.appends).toBe(1);
  });
});
