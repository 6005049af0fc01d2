import { isIPv4, isIPv6 } from 'node:net';
import type { IntrinsicFunction } from './intrinsic-function';
import { LOCAL_REGION } from '../services/local-account';
import { numberOf } from './values';

/** Source: "Regions and Availability Zones" of Amazon EC2; an account sees six of us-east-1. */
const ZONES = ['a', 'b', 'c', 'd', 'e', 'f'];

const availabilityZones: IntrinsicFunction = (argument, evaluation) => {
  const region = evaluation.text(argument);
  if (region === '' || region === LOCAL_REGION) return ZONES.map((zone) => `${LOCAL_REGION}${zone}`);
  return evaluation.fail(`Fn::GetAZs knows the zones of ${LOCAL_REGION} alone, which is the region here`);
};

/** A range of addresses, which are numbers of 32 or 128 bits. */
interface Block {
  readonly start: bigint;
  readonly bits: 32 | 128;
  readonly prefix: number;
}

/** Source: "Fn::Cidr" of CloudFormation: the block, how many parts, and how many bits each of them has. */
const cidr: IntrinsicFunction = (argument, evaluation) => {
  const parts = Array.isArray(argument) ? argument.map((part) => evaluation.text(part)) : [];
  const [block, count, size] = [blockOf(parts[0] ?? ''), numberOf(parts[1] ?? ''), numberOf(parts[2] ?? '')];
  if (parts.length < 2 || parts.length > 3 || block === undefined || count === undefined) {
    return evaluation.fail(
      'Fn::Cidr needs a block such as 10.0.0.0/16, how many parts, and the bits of each',
    );
  }
  const hostBits = size ?? (block.bits === 32 ? 8 : 64);
  const room = block.bits - hostBits - block.prefix;
  if (count < 1 || count > 256 || room < 0 || BigInt(count) > 1n << BigInt(room)) {
    return evaluation.fail(`Fn::Cidr: ${parts[0] ?? ''} does not hold ${count} parts of ${hostBits} bits`);
  }
  return Array.from({ length: count }, (_, index) => {
    const start = block.start + (BigInt(index) << BigInt(hostBits));
    return `${addressOf(start, block.bits)}/${block.bits - hostBits}`;
  });
};

function blockOf(text: string): Block | undefined {
  const [address = '', prefixText = ''] = text.split('/');
  const prefix = numberOf(prefixText);
  const bits = isIPv4(address) ? 32 : isIPv6(address) ? 128 : undefined;
  if (prefix === undefined || bits === undefined || prefix < 0 || prefix > bits) return undefined;
  const groups = bits === 32 ? address.split('.') : ipv6Groups(address);
  const width = bits === 32 ? 8n : 16n;
  const value = groups.reduce(
    (sum, group) => (sum << width) | BigInt(bits === 32 ? group : `0x${group}`),
    0n,
  );
  const hostBits = BigInt(bits - prefix);
  return { start: (value >> hostBits) << hostBits, bits, prefix };
}

/** The eight groups of an address, `::` written out. */
function ipv6Groups(address: string): string[] {
  const [head = '', tail] = address.split('::');
  const before = head === '' ? [] : head.split(':');
  const after = tail === undefined || tail === '' ? [] : tail.split(':');
  const missing = tail === undefined ? 0 : 8 - before.length - after.length;
  return [...before, ...Array.from({ length: missing }, () => '0'), ...after];
}

function addressOf(value: bigint, bits: 32 | 128): string {
  const [width, count] = bits === 32 ? [8n, 4] : [16n, 8];
  const groups = Array.from({ length: count }, (_, index) => {
    const group = (value >> (width * BigInt(count - 1 - index))) & ((1n << width) - 1n);
    return bits === 32 ? group.toString() : group.toString(16);
  });
  return bits === 32 ? groups.join('.') : shortened(groups);
}

/** The first of the longest runs of zeros is written as `::`. */
function shortened(groups: readonly string[]): string {
  const zeros = groups.map((group) => (group === '0' ? '0' : '-')).join('');
  const longest = (zeros.match(/00+/g) ?? []).reduce(
    (best, run) => (run.length > best.length ? run : best),
    '',
  );
  if (longest === '') return groups.join(':');
  const start = zeros.indexOf(longest);
  return `${groups.slice(0, start).join(':')}::${groups.slice(start + longest.length).join(':')}`;
}

/** Functions on regions and addresses. Source: "Intrinsic function reference" of CloudFormation. */
export const networkFunctions: Readonly<Record<string, IntrinsicFunction>> = {
  'Fn::GetAZs': availabilityZones,
  'Fn::Cidr': cidr,
};
