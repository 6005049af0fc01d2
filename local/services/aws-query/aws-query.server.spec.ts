import { unrestricted } from '../../permissions/access';
import { AwsError } from '../aws-json/aws-error';
import type { LocalService } from '../local-service';
import { serveAwsQuery } from './aws-query.server';

describe('serveAwsQuery', () => {
  let service: LocalService;

  beforeAll(async () => {
    const operations = {
      Repeat: (parameters: URLSearchParams) => ({ Word: parameters.get('Word') ?? '' }),
      Refuse: () => {
        throw new AwsError('Refused', 'No <b>.', 404);
      },
      Break: () => {
        throw new TypeError('wing');
      },
    };
    const restriction = { access: unrestricted, calls: () => [] };
    service = await serveAwsQuery('Parrot', '127.0.0.1', operations, restriction);
  });
  afterAll(() => service.stop());

  async function call(parameters: Record<string, string>): Promise<string> {
    const body = new URLSearchParams(parameters);
    const response = await fetch(service.endpoint, { method: 'POST', body });
    expect(response.headers.get('content-type')).toBe('text/xml');
    return `${response.status} ${await response.text()}`;
  }

  it('runs the operation that the form names, and escapes what it gives', async () => {
    expect(await call({ Action: 'Repeat', Word: '<é & b>' })).toMatch(
      /^200 <\?xml .*\?>\n<RepeatResponse><RepeatResult><Word>&lt;é &amp; b&gt;<\/Word><\/RepeatResult><ResponseMetadata><RequestId>[\da-f-]{36}<\/RequestId><\/ResponseMetadata><\/RepeatResponse>$/,
    );
  });

  it('names a refusal by its code, and whose fault it is', async () => {
    expect(await call({ Action: 'Refuse' })).toMatch(
      /^404 .*\n<ErrorResponse><Error><Type>Sender<\/Type><Code>Refused<\/Code><Message>No &lt;b&gt;\.<\/Message><\/Error>/,
    );
    expect(await call({ Action: 'Break' })).toMatch(
      /^500 .*\n.*<Type>Receiver<\/Type><Code>InternalFailure<\/Code>/,
    );
    expect(await call({ Action: 'Repeat' })).toMatch(/^200 /);
  });

  it.each([{}, { Action: 'constructor' }, { Action: '<Whistle>' }])(
    'does not know %j',
    async (parameters) => {
      expect(await call(parameters)).toMatch(/^400 .*\n.*<Code>UnknownOperationException<\/Code>/);
    },
  );
});
