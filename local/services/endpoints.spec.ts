import { endpointVariable, givenEndpoint } from './endpoints';

describe('givenEndpoint', () => {
  it('reads the variable of the service', () => {
    const environment = { LOCAL_SQS_ENDPOINT: 'http://127.0.0.1:9324' };
    expect(givenEndpoint('sqs', environment)).toBe('http://127.0.0.1:9324');
    expect(givenEndpoint('s3', environment)).toBeUndefined();
  });

  it('takes an empty variable for an absent one, as .env files leave them', () => {
    expect(givenEndpoint('dynamodb', { LOCAL_DYNAMODB_ENDPOINT: '' })).toBeUndefined();
  });

  it.each(['8000', 'localhost:8000', 'ftp://localhost'])('refuses "%s", naming the variable', (endpoint) => {
    expect(() => givenEndpoint('kinesis', { LOCAL_KINESIS_ENDPOINT: endpoint })).toThrow(
      /LOCAL_KINESIS_ENDPOINT is ".*", but has to be a URL/,
    );
  });

  it('has one variable a service', () => {
    expect(endpointVariable('eventbridge')).toBe('LOCAL_EVENTBRIDGE_ENDPOINT');
  });
});
