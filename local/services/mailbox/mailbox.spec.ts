import { Mailbox, type SentMessage } from './mailbox';

const message = (id: number, to = 'ann@example.com'): SentMessage => ({
  id: String(id),
  to,
  channel: 'email',
  text: 'x',
  time: '2026-11-21T13:13:32.453Z',
});

describe('the mailbox', () => {
  it('has the newest message first', () => {
    const mailbox = new Mailbox();
    expect(mailbox.messages()).toEqual([]);
    for (const id of [1, 2, 3]) mailbox.add(message(id));
    expect(mailbox.messages().map(({ id }) => id)).toEqual(['3', '2', '1']);
  });

  it('finds what was sent to one receiver, in any case', () => {
    const mailbox = new Mailbox();
    mailbox.add(message(1, 'Ann@Example.com'));
    mailbox.add(message(2, '+41791234567'));
    mailbox.add(message(3, 'joann@example.com'));
    expect(mailbox.messages('ann@example.COM').map(({ id }) => id)).toEqual(['1']);
    expect(mailbox.messages('+41791234567').map(({ id }) => id)).toEqual(['2']);
    expect(mailbox.messages('')).toEqual([]);
  });

  it('keeps the newest thousand', () => {
    const mailbox = new Mailbox();
    for (let id = 1; id <= 1_001; id++) mailbox.add(message(id));
    const ids = mailbox.messages().map(({ id }) => id);
    expect([ids.length, ids[0], ids.at(-1)]).toEqual([1_000, '1001', '2']);
  });
});
