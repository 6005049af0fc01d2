import { secretArn, secretName } from './secret-arn';

describe('the ARN of a secret', () => {
  const arn = secretArn('iam/SigningKeys');

  it('ends with six characters that follow from the name', () => {
    expect(arn).toMatch(
      /^arn:aws:secretsmanager:us-east-1:000000000000:secret:iam\/SigningKeys-[A-Za-z\d]{6}$/,
    );
    expect(secretArn('iam/SigningKeys')).toBe(arn);
    expect(secretArn('iam/VerificationKeys').slice(-6)).not.toBe(arn.slice(-6));
  });

  it('leads to the name, also without its last characters', () => {
    for (const id of ['iam/SigningKeys', arn, arn.slice(0, -7)])
      expect(secretName(id)).toBe('iam/SigningKeys');
  });

  it('is no other when a name looks as if it had such characters', () => {
    const name = 'iam/SigningKeys-abcdef';
    for (const id of [name, secretArn(name), secretArn(name).slice(0, -7)]) expect(secretName(id)).toBe(name);
  });
});
