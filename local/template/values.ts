import type { Json } from './json';
import { plainScalar, yaml11Number } from './plain-scalar';

/** Whether a value means yes or no, in whatever form it is written; undefined for anything else. */
export function booleanOf(value: Json): boolean | undefined {
  const read = typeof value === 'string' ? plainScalar(value.trim()) : value;
  return typeof read === 'boolean' ? read : undefined;
}

/**
 * The number of a value, which may be text: a parameter's always is. undefined for anything else, for an infinite
 * one, and for what SAM reads as another number than it says (`010` is 8 there).
 */
export function numberOf(value: Json): number | undefined {
  if (typeof value === 'number') return Number.isFinite(value) ? value : undefined;
  if (typeof value !== 'string') return undefined;
  const text = value.trim();
  if (!/^[-+]?[\d.]/.test(text) || /^[-+]?0[oO]/.test(text)) return undefined;
  const number = Number(text.replaceAll('_', ''));
  const toSam = yaml11Number(text);
  if (!Number.isFinite(number) || (toSam !== undefined && Number(toSam) !== number)) return undefined;
  return number;
}
