import { DynamoDBServiceException } from '@aws-sdk/client-dynamodb';
import { DomainError } from '../kernel/domain-error';
import { orUnavailable } from './transient';

const serviceError = (name: string, $fault: 'client' | 'server' = 'client'): Error =>
  new DynamoDBServiceException({ name, $fault, message: 'table IamUsersTable is busy', $metadata: {} });
const systemError = (code: string): Error => Object.assign(new Error('connect'), { code });

describe('orUnavailable', () => {
  it('passes an answer on', async () => {
    await expect(orUnavailable(Promise.resolve(7))).resolves.toBe(7);
  });

  it.each([
    serviceError('ThrottlingException'),
    serviceError('ProvisionedThroughputExceededException'),
    serviceError('RequestLimitExceeded'),
    serviceError('InternalServerError', 'server'),
    serviceError('SomethingNew', 'server'),
    Object.assign(new Error('too slow'), { name: 'TimeoutError' }),
    systemError('ECONNREFUSED'),
    systemError('ECONNRESET'),
    systemError('ENOTFOUND'),
  ])('asks the client to come back after what passes by itself: %s', async (error) => {
    const refused = await orUnavailable(Promise.reject(error)).catch((reason: unknown) => reason);
    expect(refused).toBeInstanceOf(DomainError);
    expect(refused).toMatchObject({
      kind: 'unavailable',
      code: 'store-unavailable',
      retryAfter: 1,
      cause: error,
    });
    expect((refused as DomainError).message).not.toContain('IamUsersTable');
  });

  it.each([
    serviceError('ValidationException'),
    serviceError('ResourceNotFoundException'),
    serviceError('AccessDeniedException'),
    new DomainError('rule', 'shop/box/sealed', 'The box is sealed.'),
    systemError('ENOENT'),
    new TypeError('undefined is not a function'),
  ])('leaves every other error as it is: %s', async (error) => {
    await expect(orUnavailable(Promise.reject(error))).rejects.toBe(error);
  });

  it('leaves alone what is not even an error', async () => {
    // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors -- that is the point
    await expect(orUnavailable(Promise.reject('no'))).rejects.toBe('no');
  });
});
