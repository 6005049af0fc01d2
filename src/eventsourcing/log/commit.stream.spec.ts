import { parseStream, streamOf } from './commit';

describe('a stream', () => {
  it('is named by type and id, and taken apart again', () => {
    expect(streamOf('iam/user', '1')).toBe('iam/user#1');
    expect(parseStream('iam/user#1')).toEqual({ type: 'iam/user', id: '1' });
  });

  it('may have an id with # in it', () => {
    expect(parseStream(streamOf('iam/user', 'a#b'))).toEqual({ type: 'iam/user', id: 'a#b' });
  });

  it.each(['', '#', '#1', 'iam/user', 'iam/user#'])('is not %j', (text) => {
    expect(() => parseStream(text)).toThrow(new TypeError(`${text} is not a stream: expected type#id.`));
  });
});
