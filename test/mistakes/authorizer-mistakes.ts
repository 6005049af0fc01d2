import type { Mistake } from './mistake';

const template = (mistake: string, from: string, to: string, says: Mistake['says']): Mistake => ({
  mistake,
  file: 'local/fixtures/authorizers.template.yaml',
  from,
  to,
  says,
});

/** What `npm start` tells of the authorizers of a template, before anything runs. */
export const authorizerMistakes: readonly Mistake[] = [
  template(
    'name an authorizer that is not declared',
    'get: { security: [Policy: []]',
    'get: { security: [Polici: []]',
    /:\d+: .*\/policies\/\{id\}\.get\.security: Api declares no authorizer "Polici"; did you mean Policy\?/,
  ),
  template(
    'name in an event an authorizer that only the document has',
    'Auth: &auth { Authorizer: PerRoute }',
    'Auth: &auth { Authorizer: Simple }',
    /:\d+: .*Events\.First\.Properties\.Auth\.Authorizer: Api declares no authorizer "Simple"/,
  ),
  template(
    'use a scheme that only describes',
    '/unkept: { get: { security: [Unkept: []]',
    '/unkept: { get: { security: [Described: []]',
    'Api declares no authorizer "Described"',
  ),
  template(
    'permit the routes alone to call a function that authorizes',
    '${Api}/authorizers/*',
    '${Api}/*/GET/*',
    /authorizerUri: API Gateway may not invoke Simple; add the resource SimplePermission: .*\$\{Api\}\/authorizers\/\*/,
  ),
  template(
    'write an identity source as REST APIs do',
    'identitySource: $request.header.X-User,',
    'identitySource: method.request.header.X-User,',
    'Policy.x-amazon-apigateway-authorizer.identitySource: "method.request.header.X-User" is no identity source; use $request.header.NAME',
  ),
  template(
    'misspell a variable of the context',
    'Context: [routeKey]',
    'Context: [routekey]',
    'PerRoute.Identity: "$context.routekey" has no value on this machine; did you mean routeKey?',
  ),
  template(
    'keep results without an identity',
    "authorizerPayloadFormatVersion: '1.0'\n",
    "authorizerPayloadFormatVersion: '1.0'\n                authorizerResultTtlInSeconds: 60\n",
    'a result is kept by its identity sources, and there are none',
  ),
];
