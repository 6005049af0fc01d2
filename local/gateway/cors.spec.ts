import type { Json } from '../template/json';
import { corsOf, type Cors } from './cors';

function ofDocument(extension: Json, CorsConfiguration?: Json): Cors | undefined {
  const DefinitionBody = { openapi: '3.0.1', 'x-amazon-apigateway-cors': extension };
  const properties =
    CorsConfiguration === undefined ? { DefinitionBody } : { DefinitionBody, CorsConfiguration };
  return corsOf({ logicalId: 'Api', type: 'AWS::Serverless::HttpApi', properties, metadata: {} });
}

function cors(CorsConfiguration?: Json): Cors | undefined {
  const properties = CorsConfiguration === undefined ? {} : { CorsConfiguration };
  return corsOf({ logicalId: 'Api', type: 'AWS::Serverless::HttpApi', properties, metadata: {} });
}

describe('corsOf', () => {
  it('is nothing without a configuration', () => {
    expect(cors()).toBeUndefined();
    expect(cors(false)).toBeUndefined();
  });

  it('allows every origin when it is just switched on', () => {
    expect(cors(true)?.headers('https://a.example')).toEqual({ 'access-control-allow-origin': '*' });
  });

  it('allows the origins that are listed', () => {
    const some = cors({
      AllowOrigins: ['https://a.example', 'https://b.example'],
      AllowCredentials: true,
      ExposeHeaders: ['etag', 'x'],
    });

    expect(some?.headers('https://b.example')).toEqual({
      'access-control-allow-origin': 'https://b.example',
      'access-control-allow-credentials': 'true',
      'access-control-expose-headers': 'etag,x',
    });
    expect(some?.headers('https://c.example')).toEqual({});
    expect(some?.headers(undefined)).toEqual({});
  });

  it.each([
    ['https://*', 'https://a.example', 'https://a.example'],
    ['https://*', 'https://b.example:8443', 'https://b.example:8443'],
    ['https://*', 'http://a.example', undefined],
    ['https://*', 'null', undefined],
    ['http://*', 'http://localhost:5173', 'http://localhost:5173'],
    ['capacitor://*', 'capacitor://localhost', 'capacitor://localhost'],
    ['https://A.example', 'https://a.example', 'https://a.example'],
  ])('holds against %s the origin %s', (allowed, origin, answered) => {
    const some = cors({ AllowOrigins: ['https://other.example', allowed], AllowCredentials: 'true' });
    const headers = some?.preflight(origin).headers ?? {};

    expect(some?.headers(origin)['access-control-allow-origin']).toBe(answered);
    expect(headers['access-control-allow-origin']).toBe(answered);
    expect(headers['access-control-allow-credentials']).toBe(answered && 'true');
  });

  it.each(['https://*.example', '*.example', 'https://a.*', '**'])('refuses the origin %s', (origin) => {
    expect(() => cors({ AllowOrigins: [origin] })).toThrow(
      `Resources.Api.Properties: CORS: in the origin ${origin}`,
    );
  });

  it('answers preflights', () => {
    const some = cors({
      AllowOrigins: ['*'],
      AllowMethods: ['GET', 'PUT'],
      AllowHeaders: ['if-match'],
      MaxAge: 60,
    });

    expect(some?.preflight('https://a.example')).toEqual({
      status: 204,
      headers: {
        'access-control-allow-origin': '*',
        'access-control-allow-methods': 'GET,PUT',
        'access-control-allow-headers': 'if-match',
        'access-control-max-age': '60',
      },
      body: '',
    });
  });

  it('reads the names of the OpenAPI extension', () => {
    const some = ofDocument({
      allowOrigins: ['https://a.example'],
      allowMethods: ['GET'],
      allowHeaders: ['if-match'],
      exposeHeaders: ['etag'],
      maxAge: '60',
      allowCredentials: 'true',
    });

    expect(some?.preflight('https://a.example').headers).toEqual({
      'access-control-allow-origin': 'https://a.example',
      'access-control-allow-credentials': 'true',
      'access-control-allow-methods': 'GET',
      'access-control-allow-headers': 'if-match',
      'access-control-expose-headers': 'etag',
      'access-control-max-age': '60',
    });
  });

  it('lets the property win over the document, name by name', () => {
    const both = ofDocument(
      { allowOrigins: ['https://a.example'], allowMethods: ['GET'] },
      { AllowOrigins: ['https://b.example'] },
    );

    expect(both?.headers('https://a.example')).toEqual({});
    expect(both?.preflight('https://b.example').headers).toEqual({
      'access-control-allow-origin': 'https://b.example',
      'access-control-allow-methods': 'GET',
    });
    expect(ofDocument({ allowOrigins: ['https://a.example'] }, false)?.headers('https://a.example')).toEqual({
      'access-control-allow-origin': 'https://a.example',
    });
  });

  it('refuses names that the extension does not have', () => {
    expect(() => ofDocument({ AllowOrigins: ['*'] })).toThrow(
      'Resources.Api.Properties.DefinitionBody.x-amazon-apigateway-cors.AllowOrigins: is not one of',
    );
    expect(() => ofDocument(true)).toThrow('must be a map');
  });
});
