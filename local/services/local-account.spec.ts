import { localArn } from './local-account';

describe('localArn', () => {
  it('is in the region and account of every local service', () => {
    expect(localArn('dynamodb', 'table/Log')).toBe('arn:aws:dynamodb:us-east-1:000000000000:table/Log');
  });
});
