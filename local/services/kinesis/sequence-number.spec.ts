import { BEFORE_ALL, isAfter, isSequenceNumber, justBefore, sequenceNumber } from './sequence-number';

describe('sequence numbers', () => {
  const now = Date.UTC(2026, 0, 1);

  it('are decimal numbers of 56 digits', () => {
    expect(sequenceNumber(now, 1, 0)).toMatch(/^[1-9]\d{55}$/);
    expect(isSequenceNumber(sequenceNumber(now, 1, 0))).toBe(true);
  });

  it('rise with the counter, whatever the shard', () => {
    expect(isAfter(sequenceNumber(now, 10, 0), sequenceNumber(now, 9, 7))).toBe(true);
    expect(isAfter(sequenceNumber(now, 9, 7), sequenceNumber(now, 10, 0))).toBe(false);
  });

  it('rise when a stream is created anew', () => {
    expect(isAfter(sequenceNumber(now + 1, 1, 0), sequenceNumber(now, 999_999, 3))).toBe(true);
  });

  it('come after the beginning', () => {
    expect(isAfter(sequenceNumber(0, 0, 0), BEFORE_ALL)).toBe(true);
    expect(isAfter(BEFORE_ALL, BEFORE_ALL)).toBe(false);
  });

  it('are not after themselves, but after the number just before', () => {
    const number = sequenceNumber(now, 5, 0);
    expect(isAfter(number, number)).toBe(false);
    expect(isAfter(number, justBefore(number))).toBe(true);
    expect(isAfter(sequenceNumber(now, 4, 9999), justBefore(number))).toBe(false);
  });

  it('have nothing before the beginning', () => {
    expect(justBefore(BEFORE_ALL)).toBe(BEFORE_ALL);
  });

  it.each(['', '-1', '007', '1e3', 'latest', '9'.repeat(57)])('are not "%s"', (value) => {
    expect(isSequenceNumber(value)).toBe(false);
  });
});
