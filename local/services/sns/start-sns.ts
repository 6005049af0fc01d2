import { unrestricted } from '../../permissions/access';
import { snsCalls } from '../../permissions/requests/sns-calls';
import { serveAwsQuery } from '../aws-query/aws-query.server';
import type { LocalService, ServiceOptions } from '../local-service';
import type { Mailbox } from '../mailbox/mailbox';
import { publishOperations } from './publish-operations';

export interface SnsOptions extends ServiceOptions {
  /** Gets every text message. */
  readonly mailbox: Mailbox;
}

/** SNS as far as it sends text messages, into the mailbox of this machine. */
export function startSns(
  host: string,
  { access = unrestricted, callers, front, mailbox }: SnsOptions,
): Promise<LocalService> {
  return serveAwsQuery('SNS', host, publishOperations(mailbox), { access, calls: snsCalls }, callers, front);
}
