import { any, harmless, list, missed, read, reads, refused, text, type PropertyRules } from './rule';

const description = 'descriptions';

/** Source: "AWS::IAM::Role" of the CloudFormation reference. */
export const roleRules: PropertyRules = {
  RoleName: read(text),
  Policies: read(list(any)),
  ManagedPolicyArns: read(list(text)),
  PermissionsBoundary: refused('is not held against calls on this machine; remove it'),
  ...harmless('AssumeRolePolicyDocument MaxSessionDuration', 'functions take the roles that they name'),
  ...harmless('Description Path Tags', description),
};

/** Sources: "AWS::IAM::Policy", "AWS::IAM::RolePolicy" and "AWS::IAM::ManagedPolicy". */
export const policyRules: PropertyRules = {
  PolicyDocument: read(any),
  RoleName: read(text),
  Roles: read(list(text)),
  ...harmless('Groups Users', 'only functions are held against policies'),
  ...harmless('Description ManagedPolicyName Path PolicyName', description),
};

/** Source: "AWS::Lambda::Permission" of the CloudFormation reference. */
export const lambdaPermissionRules: PropertyRules = {
  ...reads('Action FunctionName Principal SourceArn', text),
  ...harmless(
    'EventSourceToken FunctionUrlAuthType InvokedViaFunctionUrl PrincipalOrgID SourceAccount',
    'there is one account, and API Gateway is the one caller that is held to its permission',
  ),
};

/** Source: "AWS::Logs::LogGroup" of the CloudFormation reference. */
export const logGroupRules: PropertyRules = {
  LogGroupName: read(text),
  ...harmless(
    `BearerTokenAuthenticationEnabled DataProtectionPolicy DeletionProtectionEnabled FieldIndexPolicies KmsKeyId
    LogGroupClass ResourcePolicyDocument RetentionInDays Tags`,
    'logs go to the terminal',
  ),
  ...missed('Transformer', 'logs go to the terminal as they are'),
};
