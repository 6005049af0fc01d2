import { RecentRings } from './consumers';

describe('RecentRings', () => {
  it('knows a ring by consumer, stream and version', () => {
    const rings = new RecentRings();
    rings.add('shop/boxes', 'shop/box#one', 3);
    expect(rings.has('shop/boxes', 'shop/box#one', 3)).toBe(true);
    expect(rings.has('shop/boxes', 'shop/box#one', 4)).toBe(false);
    expect(rings.has('shop/boxes', 'shop/box#two', 3)).toBe(false);
    expect(rings.has('shop/items', 'shop/box#one', 3)).toBe(false);
    rings.forget('shop/boxes', 'shop/box#one');
    expect(rings.has('shop/boxes', 'shop/box#one', 3)).toBe(false);
  });

  it('forgets the oldest of more than a thousand', () => {
    const rings = new RecentRings();
    for (let index = 0; index <= 1_000; index += 1) rings.add('shop/boxes', `shop/box#${index}`, 1);
    expect(rings.has('shop/boxes', 'shop/box#0', 1)).toBe(false);
    expect(rings.has('shop/boxes', 'shop/box#1', 1)).toBe(true);
    expect(rings.has('shop/boxes', 'shop/box#1000', 1)).toBe(true);
  });
});
