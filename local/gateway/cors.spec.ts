import type { Json } from '../template/json';
import { corsOf, type Cors } from './cors';

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
});
