import { AwsError } from '../../services/aws-json/aws-error';
import type { Input } from '../../services/aws-json/input';
import { localArn } from '../../services/local-account';
import { identityArn, type Identities } from '../../services/ses/identities';
import { recipients, sender } from '../../services/ses/ses-operations';
import { FROM_ADDRESS, FROM_DISPLAY_NAME, RECIPIENTS } from '../condition';
import type { AwsCall } from '../statement';

/**
 * What a request to SES asks for: sending is allowed on the identity that it is sent with, and on its configuration
 * set if it has one ("Actions, resources, and condition keys for Amazon Simple Email Service v2").
 *
 * @returns nothing for mail without a valid sender or receiver, which is refused in any case
 */
export function sesCalls(operation: string, input: Input, identities: Identities): AwsCall[] {
  const action = `ses:${operation}`;
  const { EmailIdentity: identity, ConfigurationSetName: set } = input;
  if (operation !== 'SendEmail') {
    const resource = typeof identity === 'string' ? identityArn(identity) : '*';
    return [{ action, resources: [resource], conditionKeys: {} }];
  }
  try {
    const { address, displayName } = sender(input);
    const configuration = typeof set === 'string' ? [localArn('ses', `configuration-set/${set}`)] : [];
    const conditionKeys = {
      [FROM_ADDRESS]: [address],
      [RECIPIENTS]: recipients(input).map((recipient) => recipient.address),
      ...(displayName !== undefined && { [FROM_DISPLAY_NAME]: [displayName] }),
    };
    return [{ action, resources: [identityArn(identities.of(address)), ...configuration], conditionKeys }];
  } catch (error) {
    if (error instanceof AwsError) return [];
    throw error;
  }
}
