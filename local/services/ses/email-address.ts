import { AwsError } from '../aws-json/aws-error';

export interface EmailAddress {
  /** `ann@example.com` */
  readonly address: string;
  readonly domain: string;
  readonly displayName: string | undefined;
}

/** `Ann <ann@example.com>`, with or without quotes. */
const WITH_NAME = /^\s*(?:"(?<quoted>(?:[^"\\]|\\.)*)"|(?<plain>[^"<>]*?))\s*<(?<address>[^<>]*)>\s*$/;

const DOMAIN = /^(?:[a-z\d](?:[a-z\d-]{0,61}[a-z\d])?\.)+[a-z\d](?:[a-z\d-]{0,61}[a-z\d])?$/i;

/** Printable ASCII without a blank. */
const LOCAL_PART = /^[!-~]{1,64}$/;

const MAX_LENGTH = 320;

/** @throws AwsError for what SES takes for no address; it does not repeat it */
export function emailAddress(text: string): EmailAddress {
  const named = WITH_NAME.exec(text)?.groups;
  const address = (named?.address ?? text).trim();
  const displayName = named?.quoted ?? named?.plain;
  const at = address.lastIndexOf('@');
  if (at < 0) throw invalid("Missing final '@domain'");
  const [local, domain] = [address.slice(0, at), address.slice(at + 1)];
  if (domain === '') throw invalid('Missing domain');
  if (!LOCAL_PART.test(local))
    throw invalid('Local address contains control, whitespace or non-ASCII characters');
  if (!DOMAIN.test(domain)) throw invalid('Domain contains illegal character');
  if (address.length > MAX_LENGTH) throw invalid('Address is too long');
  return { address, domain: domain.toLowerCase(), displayName: displayName === '' ? undefined : displayName };
}

function invalid(message: string): AwsError {
  return new AwsError('BadRequestException', message);
}
