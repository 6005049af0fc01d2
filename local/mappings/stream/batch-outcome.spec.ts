import { batchOutcome } from './batch-outcome';
import type { BatchOutcome } from './batch';
import type { StreamRecord } from './stream-record';

const records: StreamRecord[] = ['10', '20', '30'].map((sequenceNumber) => ({
  sequenceNumber,
  arrival: 0,
  event: {},
}));

function answered(...identifiers: string[]): BatchOutcome {
  const payload = JSON.stringify({
    batchItemFailures: identifiers.map((itemIdentifier) => ({ itemIdentifier })),
  });
  return batchOutcome(records, { ok: true, payload, requestId: 'r' }, true);
}

function failed(errorType: string): BatchOutcome {
  return batchOutcome(records, { ok: false, error: { errorType, errorMessage: '' }, requestId: 'r' }, true);
}

describe('batchOutcome', () => {
  it('is a success without reported failures', () => {
    expect(answered()).toEqual({ kind: 'succeeded' });
  });

  it.each([
    [['10'], 0],
    [['20'], 1],
    [['30'], 2],
    [['30', '20'], 1],
    [['30', '10', '20'], 0],
  ])('fails from the lowest of %j', (identifiers, index) => {
    expect(answered(...identifiers)).toEqual({ kind: 'failed-from', index });
  });

  it('fails as a whole for an identifier that is not in the batch', () => {
    expect(answered('99')).toEqual({ kind: 'failed' });
    expect(answered('20', '99')).toEqual({ kind: 'failed' });
  });

  it('fails as a whole for an empty identifier', () => {
    expect(answered('')).toEqual({ kind: 'failed' });
  });

  it('does not look at the answer unless the mapping says so', () => {
    const payload = '{"batchItemFailures":[{"itemIdentifier":"10"}]}';

    expect(batchOutcome(records, { ok: true, payload, requestId: 'r' }, false)).toEqual({
      kind: 'succeeded',
    });
  });

  it('fails as a whole when the function does', () => {
    expect(failed('Error')).toEqual({ kind: 'failed' });
    expect(failed('Sandbox.Timedout')).toEqual({ kind: 'failed' });
  });

  it('knows an event that was too large to be sent', () => {
    expect(failed('RequestEntityTooLargeException')).toEqual({ kind: 'too-large' });
  });
});
