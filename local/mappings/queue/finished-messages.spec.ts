import type { InvocationOutcome } from '../../lambda/invocation';
import { finishedMessages } from './finished-messages';

const messages = ['a', 'b', 'c'].map((MessageId) => ({
  MessageId,
  ReceiptHandle: '',
  Body: '',
  MD5OfBody: '',
}));
const error: InvocationOutcome = {
  ok: false,
  error: { errorType: 'Error', errorMessage: '' },
  requestId: 'r',
};

function finished(outcome: InvocationOutcome, reportsFailures = true): string[] {
  return finishedMessages(messages, outcome, reportsFailures).map(({ MessageId }) => MessageId);
}

function answered(...identifiers: string[]): InvocationOutcome {
  const batchItemFailures = identifiers.map((itemIdentifier) => ({ itemIdentifier }));
  return { ok: true, payload: JSON.stringify({ batchItemFailures }), requestId: 'r' };
}

describe('finishedMessages', () => {
  it('are all of them after a success', () => {
    expect(finished(answered())).toEqual(['a', 'b', 'c']);
  });

  it('are those that were not reported', () => {
    expect(finished(answered('b'))).toEqual(['a', 'c']);
    expect(finished(answered('a', 'b', 'c'))).toEqual([]);
  });

  it('are none after an error', () => {
    expect(finished(error)).toEqual([]);
    expect(finished(error, false)).toEqual([]);
  });

  it('are none when a message is named that was not there, or nothing is named', () => {
    expect(finished(answered('b', 'x'))).toEqual([]);
    expect(finished(answered(''))).toEqual([]);
  });

  it('are all of them when the mapping does not look at the answer', () => {
    expect(finished(answered('b'), false)).toEqual(['a', 'b', 'c']);
  });
});
