/**
 * Names that every object inherits, and `prototype`. As keys of client data they can reach code that was never
 * meant (`__proto__`, `constructor`), and class-transformer and class-validator take them for known fields.
 */
export function isUnsafeKey(key: string): boolean {
  return key === 'prototype' || key in Object.prototype;
}
