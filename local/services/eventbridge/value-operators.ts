import { BlockList, isIP } from 'node:net';
import { invalidPattern } from './invalid-pattern';
import { isJsonArray, isJsonObject, type Json } from './json';
import { textOperator, type ValueTest } from './text-operators';

type Comparison = (value: number, operand: number) => boolean;

const COMPARISONS: Readonly<Record<string, Comparison>> = {
  '<': (value, operand) => value < operand,
  '<=': (value, operand) => value <= operand,
  '=': (value, operand) => value === operand,
  '>=': (value, operand) => value >= operand,
  '>': (value, operand) => value > operand,
};

/** The operators on a leaf value, `exists` apart ("Comparison operators", EventBridge user guide). */
export function valueOperator(operator: string, operand: Json | undefined): ValueTest {
  const text = textOperator(operator, operand);
  if (text !== undefined) return text;
  switch (operator) {
    case 'numeric':
      return numeric(operand);
    case 'cidr':
      return cidr(operand);
    case 'anything-but':
      return anythingBut(operand);
    default:
      throw invalidPattern(`unrecognized match type ${operator}`);
  }
}

/** `[">", 10, "<=", 20]` */
function numeric(operand: Json | undefined): ValueTest {
  if (!isJsonArray(operand) || operand.length === 0)
    throw invalidPattern('numeric needs a list of comparisons');
  const tests: ((value: number) => boolean)[] = [];
  for (let index = 0; index < operand.length; index += 2) {
    const [sign, bound] = operand.slice(index, index + 2);
    const compare = typeof sign === 'string' ? COMPARISONS[sign] : undefined;
    if (compare === undefined || typeof bound !== 'number') {
      throw invalidPattern('numeric needs pairs of a comparison and a number');
    }
    tests.push((value) => compare(value, bound));
  }
  return (value) => typeof value === 'number' && tests.every((test) => test(value));
}

function cidr(operand: Json | undefined): ValueTest {
  const [address = '', bits = ''] = typeof operand === 'string' ? operand.split('/') : [];
  const version = isIP(address);
  const block = new BlockList();
  if (version === 0 || !/^\d{1,3}$/.test(bits) || Number(bits) > (version === 6 ? 128 : 32))
    throw invalidPattern('cidr needs an address block such as 10.0.0.0/24');
  block.addSubnet(address, Number(bits), version === 6 ? 'ipv6' : 'ipv4');
  return (value) =>
    typeof value === 'string' && isIP(value) !== 0 && block.check(value, isIP(value) === 6 ? 'ipv6' : 'ipv4');
}

/** A value, a list of values, or another operator with one operand or a list of them. */
function anythingBut(operand: Json | undefined): ValueTest {
  if (isJsonObject(operand)) {
    const [[operator, inner] = ['nothing', undefined]] = Object.entries(operand);
    const tests = listOf(inner).map((item) => valueOperatorIn(operator, item));
    return (value) => !tests.some((test) => test(value));
  }
  const excluded = listOf(operand);
  return (value) => !excluded.includes(value);
}

function valueOperatorIn(operator: string, operand: Json | undefined): ValueTest {
  const test = textOperator(operator, operand);
  if (test !== undefined) return test;
  throw invalidPattern(`anything-but does not work on ${operator}`);
}

function listOf(operand: Json | undefined): readonly (Json | undefined)[] {
  const list = isJsonArray(operand) ? operand : [operand];
  if (list.length > 0 && list.every((item) => item !== undefined)) return list;
  throw invalidPattern('anything-but needs something to exclude');
}
