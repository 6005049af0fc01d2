import { reportedFailures } from './batch-item-failures';

describe('reportedFailures', () => {
  it.each(['null', '{}', '{"batchItemFailures":null}', '{"batchItemFailures":[]}', '{"other":1}'])(
    'takes %s for success',
    (payload) => {
      expect(reportedFailures(payload)).toEqual(new Set());
    },
  );

  it('gives the identifiers', () => {
    const payload =
      '{"batchItemFailures":[{"itemIdentifier":"a"},{"itemIdentifier":"b"},{"itemIdentifier":"a"}]}';

    expect(reportedFailures(payload)).toEqual(new Set(['a', 'b']));
  });

  it.each([
    ['an empty identifier', '{"batchItemFailures":[{"itemIdentifier":""}]}'],
    ['a null identifier', '{"batchItemFailures":[{"itemIdentifier":null}]}'],
    ['a number', '{"batchItemFailures":[{"itemIdentifier":1}]}'],
    ['a wrong key', '{"batchItemFailures":[{"id":"a"}]}'],
    ['an entry that is no object', '{"batchItemFailures":["a"]}'],
    ['one bad entry among good ones', '{"batchItemFailures":[{"itemIdentifier":"a"},{}]}'],
    ['failures that are no list', '{"batchItemFailures":"a"}'],
    ['an answer that is text', '"ok"'],
    ['an answer that is a list', '[]'],
  ])('takes %s for a failure of all', (_case, payload) => {
    expect(reportedFailures(payload)).toBe('invalid');
  });
});
