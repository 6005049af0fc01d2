import fc from 'fast-check';
import { networkInterfaces } from 'node:os';
import { knownHosts } from './host-names';

describe('the names of this machine', () => {
  const known = knownHosts(['127.0.0.1']);

  it.each([
    'localhost',
    'localhost:3000',
    'LocalHost:3000',
    'localhost.:3000',
    'shop.localhost',
    'bucket.s3.localhost:80',
    '127.0.0.1:',
    '127.8.9.10:443',
    '[::1]:3000',
    '[0:0:0:0:0:0:0:1]',
    '[::ffff:127.0.0.1]:1',
  ])('include %s', (host) => {
    expect(known(host)).toBe(true);
  });

  it.each([
    '',
    'evil.example',
    'evil.example:3000',
    'localhost.evil.example',
    'notlocalhost',
    'localhost@evil.example',
    'evil.example#localhost',
    'localhost:3000:1',
    'localhost evil.example',
    '127.0.0.1.evil.example',
    '128.0.0.1',
    '0.0.0.0:3000',
    '10.0.0.1',
    '::1',
    '[::2]',
    '[::ffff:10.0.0.1]',
    '[127.0.0.1',
    'http://localhost',
  ])('do not include %j', (host) => {
    expect(known(host)).toBe(false);
  });

  it('include what they are told to, by any of its spellings', () => {
    const told = knownHosts(['172.17.0.1', 'Host.Docker.Internal', 'fe80::0:1%eth0']);
    for (const host of ['172.17.0.1:8000', 'host.docker.internal', '[FE80::1]:3000', 'localhost']) {
      expect(told(host)).toBe(true);
    }
    expect(told('172.17.0.2')).toBe(false);
  });

  it.each(['0.0.0.0', '::'])('are all addresses of the machine, and no names, for %s', (wildcard) => {
    const own = Object.values(networkInterfaces()).flatMap((addresses) => addresses ?? []);
    const everywhere = knownHosts([wildcard]);
    for (const { address, family } of own) {
      expect(everywhere(family === 'IPv6' ? `[${address.replace(/%.*$/, '')}]:1` : `${address}:1`)).toBe(
        true,
      );
    }
    expect(everywhere('203.0.113.7')).toBe(false);
    expect(everywhere('evil.example')).toBe(false);
  });

  it('are never those of a domain that somebody can register', () => {
    fc.assert(
      fc.property(fc.domain(), fc.integer({ min: 0, max: 65_535 }), (domain, port) => {
        expect(known(`${domain}:${port}`)).toBe(false);
      }),
    );
  });
});
