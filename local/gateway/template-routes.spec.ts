import type { Json, JsonObject } from '../template/json';
import type { Resource } from '../template/resource';
import type { Route } from './route';
import { templateRoutes } from './template-routes';

function lambda(logicalId: string, Events: Json): Resource {
  return { logicalId, type: 'AWS::Serverless::Function', properties: { Events }, metadata: {} };
}

function routesOf(resources: readonly Resource[]): Route[] {
  return templateRoutes(resources, []);
}

describe('templateRoutes', () => {
  it('reads the HttpApi events of all functions', () => {
    const routes = routesOf([
      lambda('Commands', {
        Create: { Type: 'HttpApi', Properties: { Method: 'post', Path: '/users' } },
        Any: { Type: 'HttpApi', Properties: { Path: '/all' } },
        Stream: { Type: 'Kinesis', Properties: { Stream: 'arn' } },
      }),
      lambda('System', { Default: { Type: 'HttpApi' } }),
      { logicalId: 'Queue', type: 'AWS::SQS::Queue', properties: {}, metadata: {} },
    ]);

    expect(routes).toEqual([
      { functionId: 'Commands', method: 'POST', path: '/users' },
      { functionId: 'Commands', method: 'ANY', path: '/all' },
      { functionId: 'System', method: 'ANY', path: '$default' },
    ]);
  });

  it('knows other spellings of ANY and $default', () => {
    const [route] = routesOf([
      lambda('F', {
        A: { Type: 'HttpApi', Properties: { Method: 'x-amazon-apigateway-any-method', Path: '$default' } },
      }),
    ]);

    expect(route).toMatchObject({ method: 'ANY', path: '$default' });
  });

  it('refuses a route that two functions have', () => {
    const Events = { A: { Type: 'HttpApi', Properties: { Method: 'GET', Path: '/a' } } };

    expect(() => routesOf([lambda('One', Events), lambda('Two', Events)])).toThrow(
      'Resources.Two.Properties.Events.A: One already has the route GET /a',
    );
  });

  it('refuses two functions for everything else', () => {
    const Events = { A: { Type: 'HttpApi' } };

    expect(() => routesOf([lambda('One', Events), lambda('Two', Events)])).toThrow(
      'One already has the route $default',
    );
  });

  it.each([
    ['a path without a slash', { Path: 'users', Method: 'GET' }, 'must begin with "/"'],
    ['a method that is no text', { Path: '/users', Method: 1 }, 'must be text'],
  ])('refuses %s', (_case, Properties, message) => {
    expect(() => routesOf([lambda('F', { A: { Type: 'HttpApi', Properties } })])).toThrow(message);
  });

  it('reads the format of events and the time that an answer may take', () => {
    const route = (more: JsonObject): Route | undefined =>
      routesOf([
        lambda('F', { A: { Type: 'HttpApi', Properties: { Path: '/a', Method: 'GET', ...more } } }),
      ])[0];

    expect(route({ PayloadFormatVersion: '1.0', TimeoutInMillis: '5000' })).toEqual({
      functionId: 'F',
      method: 'GET',
      path: '/a',
      payloadFormat: '1.0',
      timeoutMilliseconds: 5000,
    });
    expect(route({ PayloadFormatVersion: '2.0' })).toEqual({ functionId: 'F', method: 'GET', path: '/a' });
  });

  it.each([
    ['PayloadFormatVersion', '3.0', "PayloadFormatVersion: must be the text '2.0' or '1.0'"],
    ['TimeoutInMillis', 60_000, 'TimeoutInMillis: must be a number of milliseconds from 50 to 30000'],
    ['ApiId', 'abc123', 'ApiId: must be !Ref of an AWS::Serverless::HttpApi of this template'],
  ])('refuses the %s %s', (name, value, message) => {
    const Properties = { Path: '/a', Method: 'GET', [name]: value };

    expect(() => routesOf([lambda('F', { A: { Type: 'HttpApi', Properties } })])).toThrow(
      `Resources.F.Properties.Events.A.Properties.${message}`,
    );
  });
});
