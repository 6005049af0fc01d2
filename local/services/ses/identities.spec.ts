import { Identities } from './identities';

describe('the identity of mail', () => {
  it('is the address before its domain, and a domain before those above it', () => {
    const identities = new Identities();
    const from = 'Ann@mail.Example.com';
    expect(identities.of(from)).toBe(from);
    for (const identity of ['example.com', 'mail.example.com']) {
      identities.add(identity);
      expect(identities.of(from).toLowerCase()).toBe(identity);
    }
    identities.add('ann@mail.example.com');
    expect(identities.of(from)).toBe(from);
    expect(identities.of('bob@other.com')).toBe('bob@other.com');
  });
});
