import { pageAfter } from './page';

describe('pageAfter', () => {
  const letters = ['a', 'b', 'c'];
  const self = (item: string): string => item;

  it('gives everything when it fits', () => {
    expect(pageAfter(letters, self, undefined, 3)).toEqual({ items: letters, hasMore: false });
  });

  it('says that there is more', () => {
    expect(pageAfter(letters, self, undefined, 2)).toEqual({ items: ['a', 'b'], hasMore: true });
  });

  it('goes on after a key, whether that exists or not', () => {
    expect(pageAfter(letters, self, 'b', 2)).toEqual({ items: ['c'], hasMore: false });
    expect(pageAfter(letters, self, 'bb', 2)).toEqual({ items: ['c'], hasMore: false });
  });
});
