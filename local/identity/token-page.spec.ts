import { localPages } from '../status/local-pages';
import { tokenPage } from './token-page';

describe('/_local/token', () => {
  const functionTold = { variables: { TOKEN_ISSUER: 'urn:a', TOKEN_AUDIENCE: 'b' } };
  const secret = (logicalId: string) => ({
    logicalId,
    type: 'AWS::SecretsManager::Secret',
    properties: {},
  });
  const keys = [secret('VerificationKeys'), secret('SigningKeys')];
  const NOWHERE = 'http://127.0.0.1:9';

  it('is there for applications that take tokens alone', () => {
    expect(tokenPage(keys, [functionTold], NOWHERE)).toBeDefined();
    expect(tokenPage(keys, [{ variables: {} }], NOWHERE)).toBeUndefined();
    expect(tokenPage(keys.slice(1), [functionTold], NOWHERE)).toBeUndefined();
    expect(tokenPage([], [], NOWHERE)).toBeUndefined();
  });

  it('says what is wrong with a wish', async () => {
    const token = tokenPage(keys, [functionTold], NOWHERE);
    if (token === undefined) throw new Error('There is no page.');
    const answer = await localPages({ token })('GET', '/_local/token', undefined, 'role=admin&sub=a%20b');
    expect(answer).toMatchObject({
      status: 400,
      body: expect.stringContaining('sub must be 1 to 128') as string,
    });
  });
});
