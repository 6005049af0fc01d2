import type { Json } from '../template/json';
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
    [
      'an authorizer',
      { Path: '/users', Method: 'GET', Auth: { Authorizer: 'Jwt' } },
      'authorizers do not run',
    ],
  ])('refuses %s', (_case, Properties, message) => {
    expect(() => routesOf([lambda('F', { A: { Type: 'HttpApi', Properties } })])).toThrow(message);
  });

  it('takes a route that needs no authorizer', () => {
    const Properties = { Path: '/users', Method: 'GET', Auth: { Authorizer: 'NONE' } };

    expect(routesOf([lambda('F', { A: { Type: 'HttpApi', Properties } })])).toHaveLength(1);
  });
});
