import { apiEvent } from '../../test/support/http/api-event';
import { BoardController } from '../../test/support/http/board.controller';
import { MemoryRateLimits } from '../../test/support/memory/memory-rate-limits';
import { RecordingLogger } from '../../test/support/memory/recording-logger';
import { networkOf } from './limits';
import { Router } from './router';
import type { RouterOptions } from './router';

const START = Date.UTC(2026, 10, 21, 10);
const ID = '11111111-1111-4111-8111-111111111111';

describe('a route with a limit', () => {
  let now: number;
  let limits: MemoryRateLimits;

  beforeEach(() => {
    now = START;
    limits = new MemoryRateLimits(() => now);
  });

  const routerWith = (options: Partial<RouterOptions>): Router => {
    const controller = new BoardController();
    return new Router({
      controllers: [BoardController],
      resolve: () => controller,
      logger: new RecordingLogger(),
      ...options,
    });
  };
  const ask = (
    address: string,
    router = routerWith({ limits: () => limits }),
  ): ReturnType<Router['handle']> => {
    return router.handle(apiEvent('GET', `/boards/${ID}/notes`, { address, subject: ID }));
  };

  it('answers 429 with Retry-After for what comes too often from one address, until the window ends', async () => {
    for (let index = 0; index < 2; index += 1) {
      await expect(ask('203.0.113.7')).resolves.toMatchObject({ statusCode: 200 });
    }
    now = START + 12_300;
    const refused = await ask('203.0.113.7');
    expect(refused).toMatchObject({ statusCode: 429, headers: { 'retry-after': '48' } });
    expect(JSON.parse(refused.body ?? '')).toMatchObject({ code: 'too-many-requests' });
    await expect(ask('203.0.113.8')).resolves.toMatchObject({ statusCode: 200 });
    now = START + 60_000;
    await expect(ask('203.0.113.7')).resolves.toMatchObject({ statusCode: 200 });
  });

  it('counts the addresses of one IPv6 network together', async () => {
    await ask('2001:db8:1:2:3:4:5:6');
    await ask('2001:db8:1:2:ffff::1');
    await expect(ask('2001:db8:1:2::')).resolves.toMatchObject({ statusCode: 429 });
    await expect(ask('2001:db8:1:3::')).resolves.toMatchObject({ statusCode: 200 });
  });

  it('counts nothing that may not be asked for anyway', async () => {
    const event = apiEvent('GET', `/boards/${ID}/notes`);
    await expect(routerWith({ limits: () => limits }).handle(event)).resolves.toMatchObject({
      statusCode: 401,
    });
    expect(limits.asked).toEqual([]);
  });

  it('is a fault where nothing counts: it is never passed over', async () => {
    await expect(ask('203.0.113.7', routerWith({}))).resolves.toMatchObject({ statusCode: 500 });
  });
});

describe(networkOf, () => {
  it.each([
    ['203.0.113.7', '203.0.113.7'],
    ['::ffff:203.0.113.7', '203.0.113.7'],
    ['2001:DB8:0:42:8329:0:0:1', '2001:db8:0:42::/64'],
    ['2001:db8::1', '2001:db8:0:0::/64'],
    ['::1', '0:0:0:0::/64'],
    ['2001:0db8:00a0:0b00::', '2001:db8:a0:b00::/64'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64'],
    ['64:ff9b::192.0.2.33', '64:ff9b:0:0::/64'],
    ['', ''],
  ])('of %s is %s', (address, network) => {
    expect(networkOf(address)).toBe(network);
  });
});
