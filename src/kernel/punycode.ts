/** Parameters of Punycode for domain names (RFC 3492, section 5). */
const BASE = 36;
const [T_MIN, T_MAX] = [1, 26];
const [SKEW, DAMP] = [38, 700];
const [FIRST_BIAS, FIRST_CODE] = [72, 0x80];

/**
 * The text that a label stands for (RFC 3492, section 6.2): what is before the last hyphen, and then where to put which
 * other characters. `exämple` of `exmple-cua`, without the `xn--` before it.
 *
 * @throws RangeError for a damaged label
 */
export function ofPunycode(label: string): string {
  const hyphen = label.lastIndexOf('-');
  const codes = Array.from(label.slice(0, Math.max(hyphen, 0)), (letter) => letter.charCodeAt(0));
  let [code, place, bias] = [FIRST_CODE, 0, FIRST_BIAS];
  for (let at = hyphen + 1; at < label.length;) {
    const before = place;
    for (let [weight, k] = [1, BASE]; ; k += BASE) {
      const digit = digitOf(label[at] ?? '');
      at += 1;
      place += digit * weight;
      const threshold = Math.min(Math.max(k - bias, T_MIN), T_MAX);
      if (digit < threshold) break;
      weight *= BASE - threshold;
    }
    const count = codes.length + 1;
    bias = adapted(place - before, count, before === 0);
    code += Math.floor(place / count);
    place %= count;
    codes.splice(place, 0, code);
    place += 1;
  }
  return String.fromCodePoint(...codes);
}

function digitOf(letter: string): number {
  const digit = 'abcdefghijklmnopqrstuvwxyz0123456789'.indexOf(letter);
  if (letter === '' || digit === -1) throw new RangeError('A label of the domain is no Punycode.');
  return digit;
}

/** RFC 3492, section 6.1. */
function adapted(delta: number, count: number, isFirst: boolean): number {
  let left = Math.floor(delta / (isFirst ? DAMP : 2));
  left += Math.floor(left / count);
  let bias = 0;
  for (; left > ((BASE - T_MIN) * T_MAX) / 2; bias += BASE) left = Math.floor(left / (BASE - T_MIN));
  return bias + Math.floor(((BASE - T_MIN + 1) * left) / (left + SKEW));
}
