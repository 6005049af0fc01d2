import fc from 'fast-check';
import { fragmentFor, queueFor } from './queue-for';

const URL = 'https://sqs.eu-central-1.amazonaws.com/123456789012/foldline-dev-IamProcessesQueue-1A2B.fifo';

describe('a queue of the broker', () => {
  it.each([
    ['every event', '', undefined],
    ['certain events', '#role-added+role-removed', ['iam/user/role-added', 'iam/user/role-removed']],
    ['no event at all', '#', []],
  ])('is for %s', (_, fragment, handles) => {
    expect(queueFor(URL + fragment, 'iam/user')).toEqual({
      url: URL,
      ...(handles && { handles: new Set(handles) }),
    });
  });

  it('is told as it is read, whatever events are called', () => {
    const name = fc.string({ unit: 'grapheme', minLength: 1 });
    fc.assert(
      fc.property(fc.uniqueArray(name, { maxLength: 5 }), (names) => {
        const handles = names.map((each) => `iam/user/${each}`);
        const fragment = fragmentFor(handles, 'iam/user');
        expect(fragment).toMatch(/^#[^\s,'#${}]*$/u);
        expect(queueFor(URL + fragment, 'iam/user')).toEqual({ url: URL, handles: new Set(handles) });
      }),
    );
  });
});
