import { DomainError } from './domain-error';

describe('DomainError', () => {
  it('is an Error that says what was refused', () => {
    const error = new DomainError('rule', 'shop/box/sealed', 'The box is sealed.');
    expect(error).toBeInstanceOf(Error);
    expect(String(error)).toBe('DomainError: The box is sealed.');
    expect(error).toMatchObject({ kind: 'rule', code: 'shop/box/sealed', fields: [] });
    expect(error.retryAfter).toBeUndefined();
  });

  it('carries the fields, when to come back and what caused it', () => {
    const cause = new Error('socket hang up');
    const fields = [{ field: 'name', message: 'is too long' }];
    const error = new DomainError('unavailable', 'store-unavailable', 'Try again.', {
      fields,
      retryAfter: 2,
      cause,
    });
    expect(error).toMatchObject({ fields, retryAfter: 2 });
    expect(error.cause).toBe(cause);
  });
});
