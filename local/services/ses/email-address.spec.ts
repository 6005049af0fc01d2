import { emailAddress } from './email-address';

describe('an e-mail address', () => {
  it.each([
    ['ann@example.com', 'ann@example.com', undefined],
    ['Ann Lee <ann@example.com>', 'ann@example.com', 'Ann Lee'],
    ['"Lee, Ann" <ann@example.com>', 'ann@example.com', 'Lee, Ann'],
    ['<ann@example.com>', 'ann@example.com', undefined],
    [' ann+tag@Example.com ', 'ann+tag@Example.com', undefined],
    ["o'neil@xn--bcher-kva.example", "o'neil@xn--bcher-kva.example", undefined],
  ])('is read of %s', (text, address, displayName) => {
    expect(emailAddress(text)).toMatchObject({ address, displayName });
  });

  it('has its domain in lower case', () => {
    expect(emailAddress('ann@Mail.Example.com').domain).toBe('mail.example.com');
  });

  it.each([
    ['', "Missing final '@domain'"],
    ['ann', "Missing final '@domain'"],
    ['ann@', 'Missing domain'],
    ['@example.com', 'Local address contains'],
    ['an n@example.com', 'Local address contains'],
    ['änn@example.com', 'Local address contains'],
    ['ann\u0007@example.com', 'Local address contains'],
    [`${'a'.repeat(65)}@example.com`, 'Local address contains'],
    ['ann@example', 'Domain contains illegal character'],
    ['ann@-example.com', 'Domain contains illegal character'],
    ['ann@example..com', 'Domain contains illegal character'],
    ['ann@exämple.com', 'Domain contains illegal character'],
    ['ann@example.com\r\nBcc: bob@example.com', 'Local address contains'],
    ['Ann <ann@example.com', 'Local address contains'],
    [`ann@${'a.'.repeat(170)}com`, 'Address is too long'],
  ])('is not %j', (text, message) => {
    expect(() => emailAddress(text)).toThrow(message);
  });
});
