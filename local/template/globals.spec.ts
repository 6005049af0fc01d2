import { withGlobals } from './globals';

const globals = {
  Function: {
    Timeout: 10,
    Layers: ['a'],
    Environment: { Variables: { STAGE: 'dev', LEVEL: { Ref: 'Level' } } },
  },
  HttpApi: { FailOnWarnings: true },
};

describe('withGlobals', () => {
  it('merges maps, joins lists and replaces the rest', () => {
    const own = { Timeout: 30, Layers: ['b'], Environment: { Variables: { TABLE: 't' } } };

    expect(withGlobals(globals, 'AWS::Serverless::Function', own)).toEqual({
      Timeout: 30,
      Layers: ['a', 'b'],
      Environment: { Variables: { STAGE: 'dev', LEVEL: { Ref: 'Level' }, TABLE: 't' } },
    });
  });

  it('does not merge an intrinsic function with anything', () => {
    const own = { Environment: { Variables: { LEVEL: { 'Fn::Sub': 'x' } } } };

    expect(withGlobals(globals, 'AWS::Serverless::Function', own)).toMatchObject({
      Environment: { Variables: { LEVEL: { 'Fn::Sub': 'x' } } },
    });
  });

  it('applies to the type that the section is for', () => {
    expect(withGlobals(globals, 'AWS::Serverless::HttpApi', {})).toEqual({ FailOnWarnings: true });
    expect(withGlobals(globals, 'AWS::SQS::Queue', { a: 1 })).toEqual({ a: 1 });
    expect(withGlobals({}, 'AWS::Serverless::Function', { a: 1 })).toEqual({ a: 1 });
  });

  it('leaves out what a resource ignores', () => {
    const type = 'AWS::Serverless::Function';

    expect(withGlobals(globals, type, { a: 1 }, '*')).toEqual({ a: 1 });
    expect(withGlobals(globals, type, { a: 1 }, ['Layers', 'Environment'])).toEqual({ a: 1, Timeout: 10 });
  });
});
