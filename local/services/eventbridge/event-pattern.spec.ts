import { AwsError } from '../aws-json/aws-error';
import { compilePattern } from './event-pattern';
import type { JsonObject } from './json';

const EVENT: JsonObject = {
  source: 'shop.orders',
  'detail-type': 'OrderPlaced',
  resources: ['arn:one', 'arn:two'],
  detail: {
    state: 'initializing',
    price: 15,
    paid: true,
    note: null,
    empty: '',
    none: [],
    ip: '10.0.0.7',
    ipv6: '2001:db8::1',
    file: 'dir/a.png',
    star: 'a*b',
    name: 'Alice',
    lines: [
      { sku: 'A', size: 1 },
      { sku: 'B', size: 2 },
    ],
  },
};

const matches = (pattern: unknown): boolean => compilePattern(JSON.stringify(pattern))(EVENT);
const detail = (member: string, ...alternatives: unknown[]): boolean =>
  matches({ detail: { [member]: alternatives } });

describe('event patterns', () => {
  it('join members by AND', () => {
    expect(matches({ source: ['shop.orders'], detail: { price: [15] } })).toBe(true);
    expect(matches({ source: ['shop.orders'], detail: { price: [16] } })).toBe(false);
    expect(matches({ source: ['shop.orders'], missing: ['x'] })).toBe(false);
  });

  it('join alternatives by OR', () => {
    expect(detail('state', 'running', 'initializing')).toBe(true);
    expect(detail('state', 'running', 'stopped')).toBe(false);
  });

  it.each([
    ['a string', 'state', 'initializing', 'Initializing'],
    ['a number', 'price', 15, '15'],
    ['a boolean', 'paid', true, 'true'],
    ['null', 'note', null, ''],
    ['the empty string', 'empty', '', null],
  ])('match %s exactly', (_what, member, right, wrong) => {
    expect(detail(member, right)).toBe(true);
    expect(detail(member, wrong)).toBe(false);
  });

  it('match a list when one of its values matches', () => {
    expect(matches({ resources: ['arn:two'] })).toBe(true);
    expect(matches({ resources: [{ prefix: 'arn:' }] })).toBe(true);
    expect(matches({ resources: ['arn:three'] })).toBe(false);
  });

  it('match objects in a list one by one', () => {
    expect(matches({ detail: { lines: { sku: ['B'], size: [2] } } })).toBe(true);
    expect(matches({ detail: { lines: { sku: ['B'], size: [1] } } })).toBe(false);
  });

  describe.each([
    ['prefix', { prefix: 'init' }, { prefix: 'Init' }],
    [
      'prefix ignoring case',
      { prefix: { 'equals-ignore-case': 'INIT' } },
      { prefix: { 'equals-ignore-case': 'x' } },
    ],
    ['suffix', { suffix: 'izing' }, { suffix: 'IZING' }],
    [
      'suffix ignoring case',
      { suffix: { 'equals-ignore-case': 'IZING' } },
      { suffix: { 'equals-ignore-case': 'x' } },
    ],
    ['equals-ignore-case', { 'equals-ignore-case': 'INITIALIZING' }, { 'equals-ignore-case': 'INIT' }],
    ['wildcard', { wildcard: 'init*z*g' }, { wildcard: 'init*x*' }],
    ['anything-but', { 'anything-but': 'running' }, { 'anything-but': 'initializing' }],
    ['anything-but a list', { 'anything-but': ['a', 'b'] }, { 'anything-but': ['a', 'initializing'] }],
    ['anything-but prefix', { 'anything-but': { prefix: 'run' } }, { 'anything-but': { prefix: 'init' } }],
    ['anything-but suffix', { 'anything-but': { suffix: 'ed' } }, { 'anything-but': { suffix: 'ing' } }],
    [
      'anything-but ignoring case',
      { 'anything-but': { 'equals-ignore-case': ['A'] } },
      { 'anything-but': { 'equals-ignore-case': ['INITIALIZING'] } },
    ],
    [
      'anything-but wildcard',
      { 'anything-but': { wildcard: '*/lib/*' } },
      { 'anything-but': { wildcard: 'in*ing' } },
    ],
  ])('%s', (_name, right, wrong) => {
    it('matches what it should and nothing else', () => {
      expect(detail('state', right)).toBe(true);
      expect(detail('state', wrong)).toBe(false);
      expect(detail('price', wrong)).toBe('anything-but' in wrong);
    });

    it('does not match what is absent', () => {
      expect(detail('missing', right)).toBe(false);
    });
  });

  it('anything-but works on numbers', () => {
    expect(detail('price', { 'anything-but': [1, 2] })).toBe(true);
    expect(detail('price', { 'anything-but': [1, 15] })).toBe(false);
  });

  it.each([
    [['=', 15], true],
    [['>', 10, '<=', 15], true],
    [['>', 15], false],
    [['>=', 15, '<', 15], false],
    [['<', 20], true],
  ])('numeric %j: %s', (numeric, expected) => {
    expect(detail('price', { numeric })).toBe(expected);
    expect(detail('state', { numeric })).toBe(false);
  });

  it('wildcards take * and \\ literally after a backslash, and no other character for more than itself', () => {
    expect(detail('star', { wildcard: 'a\\*b' })).toBe(true);
    expect(detail('file', { wildcard: 'a\\*b' })).toBe(false);
    expect(detail('file', { wildcard: 'dir/*.png' })).toBe(true);
    expect(detail('file', { wildcard: 'dir/a?png' })).toBe(false);
    expect(detail('file', { wildcard: 'dir/a.pn' })).toBe(false);
    expect(detail('file', { wildcard: '*' })).toBe(true);
  });

  it('cidr matches addresses of both versions', () => {
    expect(detail('ip', { cidr: '10.0.0.0/24' })).toBe(true);
    expect(detail('ip', { cidr: '10.0.1.0/24' })).toBe(false);
    expect(detail('ipv6', { cidr: '2001:db8::/32' })).toBe(true);
    expect(detail('state', { cidr: '10.0.0.0/24' })).toBe(false);
  });

  describe('exists', () => {
    it('sees leaves', () => {
      expect(detail('note', { exists: true })).toBe(true);
      expect(detail('note', { exists: false })).toBe(false);
      expect(detail('missing', { exists: true })).toBe(false);
      expect(detail('missing', { exists: false })).toBe(true);
      expect(matches({ missing: { deep: [{ exists: false }] } })).toBe(true);
    });

    it('does not see objects and empty lists', () => {
      expect(matches({ detail: [{ exists: true }] })).toBe(false);
      expect(detail('none', { exists: true })).toBe(false);
    });
  });

  describe('$or', () => {
    it('needs one of its patterns, beside the other members', () => {
      const either = [{ detail: { price: [1] } }, { detail: { state: ['initializing'] } }];
      expect(matches({ $or: either })).toBe(true);
      expect(matches({ source: ['elsewhere'], $or: either })).toBe(false);
      expect(matches({ $or: [{ source: ['a'] }, { source: ['b'] }] })).toBe(false);
    });

    it('works inside objects', () => {
      expect(matches({ detail: { $or: [{ price: [{ numeric: ['>', 10] }] }, { paid: [false] }] } })).toBe(
        true,
      );
    });
  });

  it.each([
    ['no JSON', '{'],
    ['no object', '[]'],
    ['an empty pattern', '{}'],
    ['a scalar', '{"source":"shop"}'],
    ['an empty list', '{"source":[]}'],
    ['a nested list', '{"source":[["a"]]}'],
    ['an unknown operator', '{"source":[{"contains":"a"}]}'],
    ['an inherited operator', '{"source":[{"constructor":"a"}]}'],
    ['two operators', '{"source":[{"prefix":"a","suffix":"b"}]}'],
    ['exists of text', '{"source":[{"exists":"yes"}]}'],
    ['prefix of a number', '{"source":[{"prefix":1}]}'],
    ['numeric of nothing', '{"source":[{"numeric":[]}]}'],
    ['an odd numeric', '{"source":[{"numeric":[">"]}]}'],
    ['an unknown comparison', '{"source":[{"numeric":["!",1]}]}'],
    ['a cidr without bits', '{"source":[{"cidr":"10.0.0.0"}]}'],
    ['a cidr with too many bits', '{"source":[{"cidr":"10.0.0.0/33"}]}'],
    ['consecutive wildcards', '{"source":[{"wildcard":"a**b"}]}'],
    ['anything-but nothing', '{"source":[{"anything-but":[]}]}'],
    ['anything-but numeric', '{"source":[{"anything-but":{"numeric":["=",1]}}]}'],
  ])('are refused: %s', (_what, pattern) => {
    expect(() => compilePattern(pattern)).toThrow(AwsError);
    expect(() => compilePattern(pattern)).toThrow(/^Event pattern is not valid. Reason: /);
  });
});
