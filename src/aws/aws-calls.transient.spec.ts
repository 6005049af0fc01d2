import { DynamoDBServiceException, TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import { DomainError } from '../kernel/domain-error';
import { isTransient, orUnavailable } from './aws-calls';

const serviceError = (name: string, $fault: 'client' | 'server' = 'client'): Error =>
  new DynamoDBServiceException({ name, $fault, message: 'table IamUsersTable is busy', $metadata: {} });
const systemError = (code: string): Error => Object.assign(new Error('connect'), { code });
const cancelled = (...codes: string[]): Error =>
  new TransactionCanceledException({
    message: 'Transaction cancelled',
    $metadata: { httpStatusCode: 400 },
    CancellationReasons: codes.map((Code) => ({ Code })),
  });
const answered = (httpStatusCode: number): Error =>
  Object.assign(new Error('UnknownError'), { $metadata: { httpStatusCode } });

const outages = [
  serviceError('ThrottlingException'),
  serviceError('ProvisionedThroughputExceededException'),
  serviceError('RequestLimitExceeded'),
  serviceError('InternalServerError', 'server'),
  serviceError('SomethingNew', 'server'),
  Object.assign(new Error('too slow'), { name: 'TimeoutError' }),
  cancelled('None', 'ThrottlingError'),
  answered(429),
  answered(503),
  systemError('ECONNREFUSED'),
  systemError('ECONNRESET'),
  systemError('ENOTFOUND'),
  systemError('ENETUNREACH'),
];
const contention = [
  serviceError('TransactionConflictException'),
  serviceError('TransactionInProgressException'),
  cancelled('None', 'TransactionConflict'),
];
const faults = [
  serviceError('ValidationException'),
  serviceError('ResourceNotFoundException'),
  serviceError('AccessDeniedException'),
  cancelled('ConditionalCheckFailed', 'None'),
  answered(400),
  new DomainError('rule', 'shop/box/sealed', 'The box is sealed.'),
  systemError('ENOENT'),
  new TypeError('undefined is not a function'),
];

describe('orUnavailable', () => {
  it('passes an answer on', async () => {
    await expect(orUnavailable(Promise.resolve(7))).resolves.toBe(7);
  });

  it.each(outages)('asks the client to come back after what passes by itself: %s', async (error) => {
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

  it.each([...faults, ...contention])('leaves every other error as it is: %s', async (error) => {
    await expect(orUnavailable(Promise.reject(error))).rejects.toBe(error);
  });

  it('leaves alone what is not even an error', async () => {
    // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors -- that is the point
    await expect(orUnavailable(Promise.reject('no'))).rejects.toBe('no');
  });
});

describe('isTransient', () => {
  const unavailable = new DomainError('unavailable', 'store-unavailable', 'Try again.');
  const wrapped = new Error('The row was not written.', { cause: cancelled('ThrottlingError') });

  it.each([...outages, ...contention, unavailable, wrapped])(
    'is so for what passes by itself: %s',
    (error) => {
      expect(isTransient(error)).toBe(true);
    },
  );

  it.each([...faults, 'no', undefined])('is not so for what would be the same again: %s', (error) => {
    expect(isTransient(error)).toBe(false);
  });
});
