import { modules } from '../../src/composition/modules';
import type { Commit, CommittedEvent } from '../../src/eventsourcing/log/commit';
import type { Fold } from '../../src/kernel/fold';
import { AggregateRoot } from '../../src/kernel/aggregate-root';
import {
  boxEvents,
  boxUniqueValues,
  boxFold,
  type BoxEvent,
  type BoxState,
} from '../../test/support/box/box';
import { emptied, labelled, sealed } from '../../test/support/box/box.events';
import { boxUpcasters, filledAt } from '../../test/support/box/box.upcasters';
import { commitOf } from '../../test/support/commit-of';
import { checkCorpus, type CorpusCheck } from './check-corpus';
import { CORPUS_FOLDER, readCorpus, type CorpusFile } from './corpus-file';

type Modules = Parameters<typeof checkCorpus>[0];
type Changes = Partial<Fold<BoxState, BoxEvent>['apply']>;

/** The application with a box whose fold has these steps instead of its own. */
function boxes(changes: Changes = {}, revision = 1): [Modules[number]] {
  const fold = { ...boxFold, revision, apply: { ...boxFold.apply, ...changes } };
  class Box extends AggregateRoot<BoxState, BoxEvent> {
    static readonly type = 'shop/box';

    constructor(id: string) {
      super(id, fold);
    }
  }
  return [
    {
      aggregate: Box,
      uniqueValues: boxUniqueValues as Modules[number]['uniqueValues'],
      events: { ...boxEvents, upcasters: boxUpcasters },
    },
  ];
}

const history: CommittedEvent[] = [
  labelled('toys'),
  filledAt(1, 'car'),
  filledAt(2, 'doll'),
  filledAt(3, 'ball'),
  emptied('car'),
  sealed,
];
const commitsOf = (...events: CommittedEvent[]): Commit[] =>
  events.map((event, index) => commitOf('shop/box#1', index + 1, event));
const fileOf = (commits: readonly Commit[], type = 'shop/box'): CorpusFile => ({
  path: 'test/corpus/shop/box/full.json',
  type,
  history: { commits },
});

/** The file with the results of the code as it is before a change. */
function recorded(application = boxes(), commits = commitsOf(...history)): CorpusFile {
  const [first] = checkCorpus(application, [fileOf(commits)]).unrecorded;
  if (!first) throw new Error('There was nothing to record.');
  return first.file;
}

const sloppily: Changes = { 'shop/box/labelled': (box) => ({ ...box, label: 'unreadable' }) };
const nothing: CorpusCheck = { faults: [], unrecorded: [] };

describe('the corpus', () => {
  it('leads to what it led to before, with every event of every aggregate', () => {
    expect(checkCorpus(modules, readCorpus(CORPUS_FOLDER))).toEqual(nothing);
  });
});

describe('checkCorpus', () => {
  it('records what a new file leads to, through upcasters, fold and unique values', () => {
    expect(recorded().history).toMatchObject({
      revision: 1,
      state: { label: 'toys', items: ['doll', 'ball'], sealed: true },
      uniqueValues: [{ scope: 'shop', name: 'label', value: 'toys' }],
    });
    expect(checkCorpus(boxes(), [recorded()])).toEqual(nothing);
  });

  it('tells what to do when the same commits lead to another state', () => {
    const { faults, unrecorded } = checkCorpus(boxes({ 'shop/box/emptied': (box) => box }), [recorded()]);
    expect(faults).toEqual([
      'test/corpus/shop/box/full.json: the commits lead to another state than before. If that is meant, raise the revision of the fold to 2 and run npm run corpus:write; old snapshots are passed over then.',
    ]);
    expect(unrecorded).toEqual([]);
  });

  it('finds a step that changes the state in place', () => {
    const inPlace: Changes = {
      'shop/box/filled': (box, { items }) => {
        (box.items as string[]).push(...items);
        return box;
      },
    };
    expect(checkCorpus(boxes(inPlace), [recorded()]).faults).toEqual([
      expect.stringContaining('the step of shop/box/filled fails, perhaps as it changes what it is given'),
    ]);
  });

  it('does so for an upcaster that gives something else', () => {
    const [box] = boxes();
    const upcasters = { 'shop/box/filled': [() => ({ things: [] }), () => ({ items: ['lost'] })] } as const;
    expect(checkCorpus([{ ...box, events: { ...boxEvents, upcasters } }], [recorded()]).faults).toEqual([
      expect.stringContaining('another state'),
    ]);
  });

  it('tells what to do when the same state uniqueValues something else', () => {
    const [box] = boxes();
    const { faults } = checkCorpus([{ ...box, uniqueValues: () => [] }], [recorded()]);
    expect(faults).toEqual([
      'test/corpus/shop/box/full.json: the commits lead to other uniqueValues than before. If that is meant, raise the revision of the fold to 2 and run npm run corpus:write; once it is deployed, run npm run unique-values:audit -- --mend.',
    ]);
  });

  it('lets the result be recorded anew once the revision is raised', () => {
    const { faults, unrecorded } = checkCorpus(boxes(sloppily, 2), [recorded()]);
    expect(faults).toEqual([]);
    expect(unrecorded).toMatchObject([
      {
        reason: 'the revision of the fold was raised from 1 to 2',
        file: { history: { revision: 2, state: { label: 'unreadable' } } },
      },
    ]);
    expect(
      checkCorpus(
        boxes(sloppily, 2),
        unrecorded.map(({ file }) => file),
      ),
    ).toEqual(nothing);
  });

  it('refuses a revision that goes back', () => {
    expect(checkCorpus(boxes(), [recorded(boxes({}, 3))])).toEqual({
      faults: [
        expect.stringContaining('the revision of the fold went back from 3 to 1; raise it above the old one'),
      ],
      unrecorded: [],
    });
  });

  it.each([
    ['an event type', history.slice(0, -1), 'shop/box/sealed at revision 1', 'that do'],
    [
      'a revision of the past',
      history.filter(({ revision }) => revision !== 2),
      'shop/box/filled at revision 2',
      'that do, each with "revision": 2',
    ],
    [
      'what is written today',
      history.filter(({ revision }) => revision !== 3),
      'shop/box/filled at revision 3',
      'that do, each with "revision": 3',
    ],
  ])('misses %s, and says what to add where', (_, events, event, which) => {
    expect(checkCorpus(boxes(), [recorded(boxes(), commitsOf(...events))]).faults).toEqual([
      `shop/box: no file has ${event}; add a file to test/corpus/shop/box with \`commits\` ${which}, then run npm run corpus:write.`,
    ]);
  });

  it('misses an aggregate without a file', () => {
    expect(checkCorpus(boxes(), []).faults).toHaveLength(6);
  });

  it.each([
    ['a field without a value', { ...boxFold.initial, label: undefined }],
    ['a date', { ...boxFold.initial, label: new Date(0) }],
    ['a set', { ...boxFold.initial, items: new Set(['car']) }],
    ['no number', { ...boxFold.initial, label: NaN }],
  ])('finds a state that does not survive JSON: %s', (_, state) => {
    const step = (): BoxState => state as unknown as BoxState;
    expect(checkCorpus(boxes({ 'shop/box/sealed': step }, 2), [recorded()])).toEqual({
      faults: [expect.stringContaining('the state does not survive JSON, so snapshots would change it')],
      unrecorded: [],
    });
  });

  it('finds an upcaster that gives what JSON would change', () => {
    const [box] = boxes();
    const upcasters = {
      'shop/box/filled': [() => ({ things: [] }), () => ({ items: [new Date(0) as never] })],
    } as const;
    expect(checkCorpus([{ ...box, events: { ...boxEvents, upcasters } }], [recorded()]).faults).toEqual([
      'test/corpus/shop/box/full.json: the upcasters of shop/box/filled give what JSON would change: ' +
        'items[0] is an instance of Date. Write its toISOString().',
    ]);
  });

  it('finds an upcaster of an event that nobody raises', () => {
    const [box] = boxes();
    const upcasters = { ...boxUpcasters, 'shop/box/labeled': [() => ({})] } as const;
    expect(checkCorpus([{ ...box, events: { ...boxEvents, upcasters } }], [recorded()]).faults).toEqual([
      'shop/box: it has upcasters of shop/box/labeled, which its fold does not know.',
    ]);
  });

  const burnt = { type: 'shop/box/burnt', data: {} };
  it.each([
    [
      'an unknown event',
      [...commitsOf(...history), commitOf('shop/box#1', 7, burnt)],
      'burnt at version 7 of shop/box#1 is unknown',
    ],
    [
      'an unknown revision',
      commitsOf(...history, { ...filledAt(3, 'car'), revision: 4 }),
      'has revision 4 of its schema, and this code knows 3',
    ],
    ['a gap', [...commitsOf(...history), commitOf('shop/box#1', 9, sealed)], 'version 7 is missing'],
    [
      'two streams',
      [...commitsOf(...history), commitOf('shop/box#2', 7, sealed)],
      'the commits of one stream',
    ],
    ['another type', [commitOf('shop/chest#1', 1, ...history)], 'shop/chest#1 is not a stream of shop/box'],
    ['no commits', [], 'there are no commits'],
  ])('names the file with %s', (_, commits, message) => {
    const { faults, unrecorded } = checkCorpus(boxes(), [recorded(), fileOf(commits)]);
    expect(faults).toEqual([expect.stringContaining(message)]);
    expect(faults[0]).toMatch(/^test\/corpus\/shop\/box\/full\.json: /u);
    expect(unrecorded).toEqual([]);
  });

  it('names a file of an aggregate that is in no manifest', () => {
    expect(checkCorpus(boxes(), [recorded(), fileOf([], 'shop/chest')]).faults).toEqual([
      'test/corpus/shop/box/full.json: no manifest lists the aggregate shop/chest.',
    ]);
  });

  it('finds a unique value outside its aggregate and context', () => {
    const [box] = boxes();
    const uniqueValues = (): [{ scope: string; name: string; value: string }] => [
      { scope: 'iam', name: 'label', value: 'toys' },
    ];
    expect(checkCorpus([{ ...box, uniqueValues }], [recorded()]).faults).toEqual([
      expect.stringContaining('reserves label within iam'),
    ]);
  });
});
