import { unrestricted } from '../../permissions/access';
import { sesCalls } from '../../permissions/requests/ses-calls';
import type { AwsCall } from '../../permissions/statement';
import type { Input } from '../aws-json/input';
import type { LocalService, ServiceOptions } from '../local-service';
import type { Mailbox } from '../mailbox/mailbox';
import { serveRestJson } from '../rest-json/rest-json.server';
import { Identities } from './identities';
import { sesOperations } from './ses-operations';

export interface SesOptions extends ServiceOptions {
  /** Gets every e-mail. */
  readonly mailbox: Mailbox;
}

/** Source: Amazon SES API v2 reference. */
const PATHS = {
  'POST /v2/email/outbound-emails': 'SendEmail',
  'POST /v2/email/identities': 'CreateEmailIdentity',
};

/** SES by its API v2, as far as it sends e-mail, into the mailbox of this machine. */
export function startSes(
  host: string,
  { access = unrestricted, callers, front, mailbox }: SesOptions,
): Promise<LocalService> {
  const identities = new Identities();
  const api = { operations: sesOperations(identities, mailbox), paths: PATHS };
  const calls = (operation: string, input: Input): AwsCall[] => sesCalls(operation, input, identities);
  return serveRestJson('SES', host, api, { access, calls }, callers, front);
}
