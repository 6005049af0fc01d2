import { Mailbox } from '../services/mailbox/mailbox';
import { HtmlPage } from './local-pages';
import { mailboxDocument, mailboxPage } from './mailbox-page';

const time = '2026-11-21T13:13:32.453Z';

describe('the page of the mailbox', () => {
  const mailbox = new Mailbox();
  mailbox.add({ id: '1', to: '+41791234567', channel: 'sms', text: 'Your code: 123456', time });
  const hostile = '"><script>alert(1)</script>\' &amp;';
  mailbox.add({
    id: '2',
    to: `${hostile}@example.com`,
    channel: 'email',
    text: hostile,
    subject: hostile,
    from: hostile,
    time,
  });

  const documentFor = (query = ''): string => {
    const page = mailboxDocument(mailbox)(new URLSearchParams(query));
    if (page instanceof HtmlPage) return page.document;
    throw new Error('no HTML');
  };
  const idsFor = (query: string): unknown =>
    (mailboxPage(mailbox)(new URLSearchParams(query)) as { id: string }[]).map(({ id }) => id);

  it('has all messages, or those to one receiver', () => {
    expect(idsFor('')).toEqual(['2', '1']);
    expect(idsFor('to=')).toEqual(['2', '1']);
    expect(idsFor('to=%2B41791234567')).toEqual(['1']);
    expect(idsFor('to=+41791234567')).toEqual(['1']);
    expect(idsFor('to=nobody@example.com')).toEqual([]);
    expect(documentFor('to=%2B41791234567')).not.toContain('alert(1)');
  });

  it('shows them to people', () => {
    const document = documentFor();
    expect(document).toMatch(/^<!doctype html>/);
    for (const text of [time, 'sms to +41791234567', '<pre>Your code: 123456</pre>'])
      expect(document).toContain(text);
    expect(documentFor('to=nobody@example.com')).toContain('Nothing was sent');
  });

  it('takes nothing of a message, or of the address line, for HTML', () => {
    for (const document of [documentFor(), documentFor(new URLSearchParams({ to: hostile }).toString())]) {
      expect(document).not.toContain('<script');
      expect(document).toContain('&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;&#39; &amp;amp;');
    }
  });

  it('needs nothing from elsewhere', () => {
    expect(documentFor()).not.toMatch(/\b(?:src|href|url|@import|action)\b/);
  });
});
