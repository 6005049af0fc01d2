import type { Mailbox, SentMessage } from '../services/mailbox/mailbox';
import { HtmlPage, type Page } from './local-pages';

/** `/_local/mailbox`: messages that were sent, the newest first; `?to=` has those to one address or number. */
export function mailboxPage(mailbox: Mailbox): Page {
  return (query) => mailbox.messages(receiver(query));
}

/** `/_local/mailbox.html`: the same for people. */
export function mailboxDocument(mailbox: Mailbox): Page {
  return (query) => {
    const to = receiver(query);
    return new HtmlPage(documentOf(mailbox.messages(to), to ?? ''));
  };
}

/** A plus sign that was not encoded is a blank in a query, and no number begins with one. */
function receiver(query: URLSearchParams): string | undefined {
  const to = query.get('to')?.replace(/^ /, '+').trim();
  return to === '' ? undefined : to;
}

const STYLE = `
  body { font: 1rem/1.5 system-ui, sans-serif; max-width: 50rem; margin: 2rem auto; padding: 0 1rem; }
  article { border-top: 1px solid #8884; padding: 0.5rem 0; }
  header { color: #666; }
  pre { white-space: pre-wrap; overflow-wrap: anywhere; font-size: 1.1rem; margin: 0.25rem 0; }
  :root { color-scheme: light dark; }
`;

function documentOf(messages: readonly SentMessage[], to: string): string {
  const none = '<p>Nothing was sent. Reload the page to see what has come since.</p>';
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Mailbox</title>
<style>${STYLE}</style>
</head>
<body>
<h1>Mailbox</h1>
<form><label>To <input name="to" value="${escaped(to)}"></label> <button>Show</button></form>
${messages.length === 0 ? none : messages.map(article).join('\n')}
</body>
</html>
`;
}

function article({ to, channel, text, subject, from, time }: SentMessage): string {
  const sender = from === undefined ? '' : ` from ${escaped(from)}`;
  const title = subject === undefined ? '' : `<strong>${escaped(subject)}</strong>\n`;
  return `<article>
<header><time datetime="${escaped(time)}">${escaped(time)}</time> ${channel} to ${escaped(to)}${sender}</header>
${title}<pre>${escaped(text)}</pre>
</article>`;
}

function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}
