/** `iam/user` -> `IamUser`: the prefix of an aggregate's resources in template.yaml. */
export function resourcePrefix(aggregateType: string): string {
  return aggregateType
    .split(/[/-]/u)
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('');
}

/** `IamUser` -> `IamUserQueue`: where the commits of `iam/user` go. */
export function queueOf(aggregateType: string): string {
  return `${resourcePrefix(aggregateType)}Queue`;
}

/** `iam/user` -> `IAM_USER_QUEUES`: the broker's variable with the URLs of all queues that get its commits. */
export function queuesVariableOf(aggregateType: string): string {
  return `${variableOf(resourcePrefix(aggregateType))}_QUEUES`;
}

/** `IamUsersTable` -> `IAM_USERS_TABLE`: the variable that tells a function the physical name of a resource. */
export function variableOf(logicalId: string): string {
  return logicalId.replaceAll(/(?<=[a-z0-9])(?=[A-Z])/gu, '_').toUpperCase();
}
