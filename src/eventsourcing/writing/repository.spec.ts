import { MemoryEventStore } from '../../../test/support/memory/memory-event-store';
import { Box, boxUniqueValues } from '../../../test/support/box/box';
import { filled, labelled, sealed } from '../../../test/support/box/box.events';
import { all, commitOf, context } from '../../../test/support/commit-of';
import { DomainError } from '../../kernel/domain-error';
import { Repository, repositoryOf } from './repository';

describe('Repository', () => {
  let log: MemoryEventStore;
  let boxes: Repository<Box>;

  beforeEach(() => {
    log = new MemoryEventStore();
    boxes = new Repository(Box, boxUniqueValues, log.ports);
  });

  const label = (id: string, text: string, more = {}): ReturnType<typeof boxes.change> =>
    boxes.change(id, { ...context, ...more }, (box) => {
      box.label(text);
    });
  const eventsOf = async (id: string): Promise<unknown[]> =>
    (await all(log.read(`shop/box#${id}`))).map(({ events }) => events);

  it('has a token of its own for each aggregate', () => {
    expect(repositoryOf(Box)).toBe(Symbol.for('repository of shop/box'));
  });

  it('finds nothing of an aggregate to which nothing has happened', async () => {
    await expect(boxes.findOne('one')).resolves.toBeUndefined();
  });

  it('finds an aggregate as the log has it', async () => {
    await label('one', 'toys');
    await boxes.change('one', context, (box) => {
      box.fillAndSeal('car');
    });
    const box = await boxes.findOne('one');
    expect(box).toMatchObject({ version: 3, raised: [] });
    expect(box?.state).toEqual({ label: 'toys', items: ['car'], sealed: true });
  });

  it('commits everything that one decision raised as one, with who asked and why', async () => {
    const accepted = await boxes.change('one', context, (box) => {
      box.fillAndSeal('car');
    });
    expect(accepted).toEqual({ id: 'one', version: 2 });

    const commits = await all(log.read('shop/box#one'));
    expect(commits).toHaveLength(1);
    expect(commits[0]).toMatchObject({ stream: 'shop/box#one', version: 1, ...context });
    expect(commits[0]?.events).toEqual([filled('car'), sealed]);
    expect(commits[0]?.commitId).toMatch(/^[0-9a-f-]{36}$/);
    expect(new Date(commits[0]?.committedAt ?? '').toISOString()).toBe(commits[0]?.committedAt);
  });

  it('gives every commit an id of its own', async () => {
    await label('one', 'toys');
    await label('one', 'books');
    const ids = (await all(log.read('shop/box#one'))).map(({ commitId }) => commitId);
    expect(new Set(ids).size).toBe(2);
  });

  it('commits nothing when nothing was raised', async () => {
    await label('one', 'toys');
    await expect(label('one', 'toys')).resolves.toEqual({ id: 'one', version: 1 });
    await expect(eventsOf('one')).resolves.toEqual([[labelled('toys')]]);
  });

  it('commits nothing when the decision is refused', async () => {
    await expect(label('one', '')).rejects.toMatchObject({ code: 'shop/box/label-invalid' });
    await expect(eventsOf('one')).resolves.toEqual([]);
  });

  it.each([1, 2, 100])('finds every aggregate of its type once, in pages of %d', async (limit) => {
    for (const id of ['one', 'two', 'three']) await label(id, id);
    await log.append(commitOf('shop/crate#four', 1, sealed));
    const found: Box[] = [];
    let after: string | undefined;
    do {
      const page = await boxes.findAll({ limit, ...(after !== undefined && { after }) });
      expect(page.aggregates.length).toBeLessThanOrEqual(limit);
      found.push(...page.aggregates);
      after = page.next;
    } while (after !== undefined);
    expect(found.map(({ state }) => state.label).toSorted()).toEqual(['one', 'three', 'two']);
  });

  it('tells what has happened to an aggregate, page by page', async () => {
    await label('one', 'toys');
    await boxes.change('one', context, (box) => {
      box.fillAndSeal('car');
    });
    const newest = await boxes.events('one', { limit: 2, order: 'newest' });
    expect(newest.rows.map(({ version, type }) => [version, type])).toEqual([
      [3, 'shop/box/sealed'],
      [2, 'shop/box/filled'],
    ]);
    const { rows, next } = await boxes.events('one', { limit: 2, order: 'newest', after: newest.next ?? {} });
    expect(rows).toMatchObject([
      { version: 1, type: 'shop/box/labelled', data: { label: 'toys' }, ...context },
    ]);
    expect(next).toBeUndefined();
    await expect(boxes.events('two', { limit: 2, order: 'oldest' })).resolves.toEqual({ rows: [] });
  });

  it('hydrates an aggregate from any events', () => {
    const box = boxes.hydrate('one', [labelled('toys'), filled('car')]);
    expect(box).toMatchObject({
      id: 'one',
      version: 2,
      state: { label: 'toys', items: ['car'] },
      raised: [],
    });
  });

  describe('committing by hand', () => {
    it('commits what an aggregate has raised since it was found, and again', async () => {
      await label('one', 'toys');
      const box = await boxes.findOne('one');
      if (!box) throw new Error('There is a box.');
      box.label('books');
      await expect(boxes.commit(box, context)).resolves.toEqual({ id: 'one', version: 2 });
      box.fill('atlas');
      await expect(boxes.commit(box, context)).resolves.toEqual({ id: 'one', version: 3 });
      expect(log.ownerOf('shop#label#toys')).toBeUndefined();
      await expect(eventsOf('one')).resolves.toEqual([
        [labelled('toys')],
        [labelled('books')],
        [filled('atlas')],
      ]);
    });

    it('refuses when another writer was faster, and decides nothing itself', async () => {
      const box = new Box('one');
      box.label('toys');
      await label('one', 'books');
      await expect(boxes.commit(box, context)).rejects.toMatchObject({
        kind: 'conflict',
        code: 'changed-meanwhile',
      });
      await expect(eventsOf('one')).resolves.toHaveLength(1);
    });

    it('refuses a value that is taken, and another version than the expected one', async () => {
      await label('one', 'toys');
      const box = new Box('two');
      box.label('toys');
      await expect(boxes.commit(box, context)).rejects.toMatchObject({ code: 'shop/label-taken' });
      const expecting = boxes.commit(box, { ...context, expectedVersion: 3 });
      await expect(expecting).rejects.toMatchObject({ code: 'version-mismatch' });
    });

    it('refuses an aggregate that it did not find itself: its state may not be that of the log', async () => {
      await label('one', 'toys');
      const box = boxes.hydrate('one', [labelled('invented')]);
      box.fill('car');
      await expect(boxes.commit(box, context)).rejects.toThrow('shop/box one was not found in the log');
      await expect(eventsOf('one')).resolves.toEqual([[labelled('toys')]]);
    });

    it('does nothing for an aggregate that raised nothing', async () => {
      await expect(boxes.commit(new Box('one'), context)).resolves.toEqual({ id: 'one', version: 0 });
      await expect(eventsOf('one')).resolves.toEqual([]);
    });
  });

  describe('with If-Match', () => {
    it.each([0, 2, 7])('refuses version %d when it is 1, without deciding', async (expectedVersion) => {
      await label('one', 'toys');
      const decide = jest.fn();
      const changed = boxes.change('one', { ...context, expectedVersion }, decide);
      await expect(changed).rejects.toMatchObject({
        kind: 'outdated',
        code: 'version-mismatch',
        message: 'The version is 1 now; read it again.',
      });
      expect(decide).not.toHaveBeenCalled();
    });

    it('says of what is not there that it is not there, before anything is outdated (RFC 9110, 13.2.1)', async () => {
      const missing = new DomainError('not-found', 'shop/box/not-found', 'There is no such box.');
      const changed = boxes.change('none', { ...context, expectedVersion: 3 }, () => {
        throw missing;
      });
      await expect(changed).rejects.toBe(missing);
      await expect(label('none', 'toys', { expectedVersion: 3 })).rejects.toMatchObject({
        code: 'version-mismatch',
        message: 'The version is 0 now; read it again.',
      });
      await expect(eventsOf('none')).resolves.toEqual([]);
    });

    it('accepts the version that it is', async () => {
      await label('one', 'toys', { expectedVersion: 0 });
      await expect(label('one', 'books', { expectedVersion: 1 })).resolves.toEqual({ id: 'one', version: 2 });
    });
  });

  describe('with uniqueValues', () => {
    it('takes the unique value with the first commit and keeps it while it does not change', async () => {
      await label('one', 'Toys');
      await boxes.change('one', context, (box) => {
        box.fill('car');
      });
      expect(log.ownerOf('shop#label#toys')).toBe('shop/box#one');
    });

    it('refuses a value that another aggregate holds, in any spelling, and commits nothing', async () => {
      await label('one', 'Toys');
      const refused = await label('two', ' TOYS').catch((error: unknown) => error);
      expect(refused).toBeInstanceOf(DomainError);
      expect(refused).toMatchObject({
        kind: 'conflict',
        code: 'shop/label-taken',
        message: 'This label is taken.',
      });
      await expect(eventsOf('two')).resolves.toEqual([]);
    });

    it('releases the old value with the commit that changes it', async () => {
      await label('one', 'toys');
      await label('one', 'books');
      expect(log.ownerOf('shop#label#toys')).toBeUndefined();
      expect(log.ownerOf('shop#label#books')).toBe('shop/box#one');
      await expect(label('two', 'toys')).resolves.toEqual({ id: 'two', version: 1 });
    });

    it.each([
      { does: 'taken', uniqueValues: [], before: '', advice: "['taken']" },
      { does: 'released', uniqueValues: ['taken'], before: 'toys', advice: "['taken', 'released']" },
    ] as const)('is not $does by a command whose handler does not say so', async (lie) => {
      const { does, uniqueValues, before, advice } = lie;
      if (before) await label('one', before);
      const handled = { type: 'shop/box/label', uniqueValues };
      await expect(label('one', 'books', { handled })).rejects.toThrow(
        `By shop/box/label the unique value label within shop is ${does}, and its handler does not say so: write ` +
          `{ uniqueValues: ${advice} } behind the command in @Handles, and run npm run template.`,
      );
      expect(log.ownerOf('shop#label#books')).toBeUndefined();
    });

    it('keeps the unique value when only the spelling changes', async () => {
      await label('one', 'toys');
      await label('one', 'Toys');
      expect(log.ownerOf('shop#label#toys')).toBe('shop/box#one');
    });
  });
});
