import { queueOf, resourcePrefix, variableOf } from './naming';

describe('the names of resources', () => {
  it.each([
    ['iam/user', 'IamUser', 'IamUserQueue'],
    ['iam/role', 'IamRole', 'IamRoleQueue'],
    ['shop/gift-card', 'ShopGiftCard', 'ShopGiftCardQueue'],
  ])('of %s begin with %s', (type, prefix, queue) => {
    expect(resourcePrefix(type)).toBe(prefix);
    expect(queueOf(type)).toBe(queue);
  });

  it.each([
    ['EventLogTable', 'EVENT_LOG_TABLE'],
    ['UniqueValuesTable', 'UNIQUE_VALUES_TABLE'],
    ['IamRoleUserNamesTable', 'IAM_ROLE_USER_NAMES_TABLE'],
    ['EventStream', 'EVENT_STREAM'],
    ['IamUserQueue', 'IAM_USER_QUEUE'],
    ['S3ArchiveBucket', 'S3_ARCHIVE_BUCKET'],
  ])('%s is told in %s', (logicalId, variable) => {
    expect(variableOf(logicalId)).toBe(variable);
  });
});
