import { MemoryEventStore } from '../../../test/support/memory/memory-event-store';
import { Box, boxUniqueValues, type BoxEvent } from '../../../test/support/box/box';
import { filled, labelled, sealed } from '../../../test/support/box/box.events';
import { all, commitOf, context } from '../../../test/support/commit-of';
import { useVirtualTime } from '../../../test/support/virtual-time';
import type { AggregateVersion } from '../../kernel/command';
import { AggregateCache, type SnapshotOffer, type StoreMark } from './remembered-state';
import type { Commit } from '../log/commit';
import type { AppendOptions, AppendResult } from './event-store';
import { Repository } from './repository';

const STREAM = 'shop/box#one';

class CountingLog extends MemoryEventStore {
  appends = 0;
  offered: SnapshotOffer | undefined;

  override append(commit: Commit, alongside?: AppendOptions): Promise<AppendResult> {
    this.appends += 1;
    this.offered = alongside?.snapshot;
    return super.append(commit, alongside);
  }

  /** What the log says of a stream whose newest version this is. */
  async markAt(version: number): Promise<StoreMark | undefined> {
    const own = (await all(this.read(STREAM))).find((commit) => commit.version === version);
    const result = own && (await super.append(own));
    return result?.outcome === 'appended' ? result.mark : undefined;
  }

  /** What another process does. */
  rival(version: number, ...events: Commit['events']): Promise<AppendResult> {
    return super.append(commitOf(STREAM, version, ...events));
  }
}

describe('Repository with a warm cache', () => {
  useVirtualTime();
  let log: CountingLog;
  let boxes: Repository<Box>;

  beforeEach(() => {
    log = new CountingLog();
    boxes = new Repository(Box, boxUniqueValues, log.ports);
  });

  const fill = (item: string, more = {}): Promise<AggregateVersion> =>
    boxes.change('one', { ...context, ...more }, (box) => {
      box.fill(item);
    });
  /** Requests that something costs. */
  const costOf = async (act: () => Promise<unknown>): Promise<{ reads: number; appends: number }> => {
    const [reads, appends] = [log.reads, log.appends];
    await act().catch(() => undefined);
    return { reads: log.reads - reads, appends: log.appends - appends };
  };
  const items = async (): Promise<string[]> => {
    const events = (await all(log.read(STREAM))).flatMap((commit) => commit.events as BoxEvent[]);
    return events.flatMap(({ data }) => ('items' in data ? data.items : []));
  };

  it('reads once, and then appends without reading', async () => {
    await expect(costOf(() => fill('car'))).resolves.toEqual({ reads: 1, appends: 1 });
    await expect(costOf(() => fill('doll'))).resolves.toEqual({ reads: 0, appends: 1 });
    await expect(costOf(() => fill('ball'))).resolves.toEqual({ reads: 0, appends: 1 });
    await expect(items()).resolves.toEqual(['car', 'doll', 'ball']);
  });

  it('reads nothing to create what does not exist yet', async () => {
    const create = (): Promise<AggregateVersion> =>
      boxes.create('one', context, (box) => {
        box.label('toys');
      });
    await expect(costOf(create)).resolves.toEqual({ reads: 0, appends: 1 });
  });

  it('decides a creation on what exists, when something does', async () => {
    await log.rival(1, sealed);
    const created = boxes.create('one', context, (box) => {
      box.label('toys');
    });
    await expect(created).rejects.toMatchObject({ code: 'shop/box/sealed' });
  });

  it('builds on what another process did, told by the failed append', async () => {
    await fill('car');
    await log.rival(2, filled('atlas'));
    await expect(costOf(() => fill('doll'))).resolves.toEqual({ reads: 0, appends: 2 });
    await expect(items()).resolves.toEqual(['car', 'atlas', 'doll']);
  });

  it('offers a snapshot with every commit, and knows where the last one is, whoever took it', async () => {
    await fill('car');
    expect(log.offered).toEqual({
      state: JSON.stringify({ label: '', items: ['car'], sealed: false }),
      fold: expect.stringMatching(/^1-[\w-]{6}$/) as string,
    });
    await fill('doll');
    expect(log.offered?.mark).toEqual(await log.markAt(1));
    await new Repository(Box, boxUniqueValues, log.ports).change('one', context, (box) => {
      box.fill('atlas');
    });
    await fill('ball');
    expect(log.offered?.mark).toEqual(await log.markAt(3));
  });

  it('reads after a second lost race, which tells that it is far behind', async () => {
    await fill('car');
    for (const version of [2, 3, 4, 5]) await log.rival(version, filled(`atlas ${version}`));
    await expect(costOf(() => fill('doll'))).resolves.toEqual({ reads: 1, appends: 3 });
    await expect(items()).resolves.toHaveLength(6);
  });

  it('reads first where others write too, and trusts itself again once they stop', async () => {
    await fill('car');
    await log.rival(2, filled('atlas'));
    await fill('doll');
    await log.rival(4, filled('globe'));
    await expect(costOf(() => fill('ball'))).resolves.toEqual({ reads: 1, appends: 1 });
    await expect(costOf(() => fill('bear'))).resolves.toEqual({ reads: 1, appends: 1 });
    await expect(costOf(() => fill('kite'))).resolves.toEqual({ reads: 0, appends: 1 });
  });

  it('refuses nothing because of what it remembers', async () => {
    await boxes.change('one', context, (box) => {
      box.label('toys');
    });
    await log.rival(2, labelled('books'));
    const seen: string[] = [];
    const accepted = await boxes.change('one', context, (box) => {
      seen.push(box.state.label);
      if (box.state.label === 'toys') throw new Error('Toys are not wanted.');
      box.fill('atlas');
    });
    expect(seen).toEqual(['toys', 'books']);
    expect(accepted.version).toBe(3);
  });

  it('reads before it refuses, once', async () => {
    await boxes.change('one', context, (box) => {
      box.fillAndSeal('car');
    });
    await expect(costOf(() => fill('doll'))).resolves.toEqual({ reads: 1, appends: 0 });
    await expect(fill('doll')).rejects.toMatchObject({ code: 'shop/box/sealed' });
  });

  it('reads before it says that there is nothing to do', async () => {
    const label = (text: string, repository = boxes): Promise<AggregateVersion> =>
      repository.change('one', context, (box) => {
        box.label(text);
      });
    await label('toys');
    await label('books', new Repository(Box, boxUniqueValues, log.ports));
    await expect(label('toys')).resolves.toEqual({ id: 'one', version: 3 });
  });

  it('reads before it says that the version is another one', async () => {
    await fill('car');
    await log.rival(2, filled('atlas'));
    await expect(fill('doll', { expectedVersion: 2 })).resolves.toEqual({ id: 'one', version: 3 });
    await expect(fill('ball', { expectedVersion: 2 })).rejects.toMatchObject({ code: 'version-mismatch' });
  });

  it('reads before it says that a value is taken', async () => {
    await boxes.change('one', context, (box) => {
      box.label('toys');
    });
    const other = (): Promise<AggregateVersion> =>
      boxes.create('two', context, (box) => {
        box.label('toys');
      });
    await expect(costOf(other)).resolves.toEqual({ reads: 1, appends: 2 });
    await expect(other()).rejects.toMatchObject({ code: 'shop/label-taken' });
  });

  it('is asked for the newest version all the same by whoever finds an aggregate', async () => {
    await fill('car');
    await log.rival(2, filled('atlas'));
    await expect(boxes.findOne('one')).resolves.toMatchObject({ version: 2 });
  });

  it('is not changed by a decision that came to nothing', async () => {
    await fill('car');
    const broken = boxes.change('one', context, (box) => {
      box.fill('doll');
      throw new Error('changed its mind');
    });
    await expect(broken).rejects.toThrow('changed its mind');
    await expect(fill('ball')).resolves.toEqual({ id: 'one', version: 2 });
    await expect(items()).resolves.toEqual(['car', 'ball']);
  });

  it('forgets nothing for the sake of what does not exist', async () => {
    boxes = new Repository(
      Box,
      boxUniqueValues,
      log.ports,
      new AggregateCache({ entries: 1, characters: 1_000 }),
    );
    await fill('car');
    await expect(boxes.findOne('two')).resolves.toBeUndefined();
    await expect(costOf(() => fill('doll'))).resolves.toEqual({ reads: 0, appends: 1 });
  });

  it('is shared by the repositories that are given the same one', async () => {
    const cache = new AggregateCache();
    const [first, second] = [
      new Repository(Box, boxUniqueValues, log.ports, cache),
      new Repository(Box, boxUniqueValues, log.ports, cache),
    ];
    const put = (into: Repository<Box>) => (): Promise<AggregateVersion> =>
      into.change('one', context, (box) => {
        box.fill('car');
      });
    await expect(costOf(put(first))).resolves.toMatchObject({ reads: 1 });
    await expect(costOf(put(second))).resolves.toMatchObject({ reads: 0 });
  });

  it('names the version that is missing from a damaged log', async () => {
    await log.rival(1, labelled('toys'));
    await log.rival(3, sealed);
    await expect(fill('car')).rejects.toThrow('shop/box#one has no version 2: 3 to 3 comes next');
  });
});
