import type { AwsCall } from '../../permissions/statement';
import { AwsError } from '../aws-json/aws-error';
import type { LocalService } from '../local-service';
import { serveRestJson } from './rest-json.server';

interface Answer {
  readonly status: number;
  readonly type: string | null;
  readonly body: unknown;
}

describe('serveRestJson', () => {
  let service: LocalService;

  beforeAll(async () => {
    const operations = {
      Repeat: (input: object) => ({ repeated: input }),
      Refuse: () => {
        throw new AwsError('ParrotRefusedException', 'No.');
      },
      Break: () => {
        throw new TypeError('wing');
      },
    };
    const paths = { 'POST /repeat': 'Repeat', 'DELETE /repeat': 'Refuse', 'PUT /break': 'Break' };
    const access = {
      refusalOf: (authorization: string | undefined, calls: () => readonly AwsCall[]) =>
        authorization === 'stranger' ? `not ${calls()[0]?.action ?? ''}` : undefined,
    };
    const calls = (operation: string): AwsCall[] => [
      { action: `parrot:${operation}`, resources: ['*'], conditionKeys: {} },
    ];
    service = await serveRestJson('Parrot', '127.0.0.1', { operations, paths }, { access, calls });
  });
  afterAll(() => service.stop());

  async function call(method: string, path: string, body = '{}', headers = {}): Promise<Answer> {
    const response = await fetch(`${service.endpoint}${path}`, { method, body, headers });
    const type = response.headers.get('x-amzn-errortype');
    return { status: response.status, type, body: await response.json() };
  }

  it('runs the operation that method and path name, with what the query says beside the body', async () => {
    expect(await call('POST', '/repeat?x=1', '{"word":"hello"}')).toEqual({
      status: 200,
      type: null,
      body: { repeated: { word: 'hello', x: '1' } },
    });
  });

  it('names a refusal by its type, and goes on after a fault', async () => {
    const refused = { status: 400, type: 'ParrotRefusedException', body: { message: 'No.' } };
    expect(await call('DELETE', '/repeat')).toEqual(refused);
    expect(await call('PUT', '/break')).toMatchObject({ status: 500, type: 'InternalFailure' });
    expect(await call('POST', '/repeat')).toMatchObject({ status: 200 });
  });

  it('holds callers to what they may', async () => {
    expect(await call('POST', '/repeat', '{}', { authorization: 'stranger' })).toEqual({
      status: 403,
      type: 'AccessDeniedException',
      body: { message: 'not parrot:Repeat' },
    });
  });

  it('says what it does not have', async () => {
    for (const [method, path] of [
      ['PUT', '/repeat'],
      ['POST', '/constructor'],
    ] as const) {
      expect(await call(method, path)).toMatchObject({
        status: 400,
        type: 'UnknownOperationException',
        body: { message: expect.stringContaining(`no operation "${method} ${path}"`) as unknown },
      });
    }
  });

  it.each(['{', '[]', '"text"'])('refuses the body %s', async (body) => {
    expect(await call('POST', '/repeat', body)).toMatchObject({
      status: 400,
      type: 'SerializationException',
    });
  });

  it('refuses a body over 16 MiB', async () => {
    const body = JSON.stringify({ word: 'x'.repeat(16 * 1024 * 1024) });
    expect(await call('POST', '/repeat', body)).toMatchObject({ status: 413 });
  });
});
