import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { stackInstallation } from './stack-installation';

const page = (members: string, next = ''): string =>
  `<ListStackResourcesResponse xmlns="http://cloudformation.amazonaws.com/doc/2010-05-15/"><ListStackResourcesResult>
  <StackResourceSummaries>${members}</StackResourceSummaries>${next}</ListStackResourcesResult></ListStackResourcesResponse>`;
const member = (id: string, type: string, physical: string): string =>
  `<member><LogicalResourceId>${id}</LogicalResourceId>${physical && `<PhysicalResourceId>${physical}</PhysicalResourceId>`}
  <ResourceType>${type}</ResourceType><ResourceStatus>CREATE_COMPLETE</ResourceStatus></member>`;

const FIRST = page(
  member('IamUserQueue', 'AWS::SQS::Queue', 'https://sqs.example/1/users.fifo') +
    member('GoneTable', 'AWS::DynamoDB::Table', ''),
  '<NextToken>more</NextToken>',
);
const SECOND = page(member('IamUsersTable', 'AWS::DynamoDB::Table', 'prod-users'));

describe('stackInstallation', () => {
  let server: Server;
  const asked: URLSearchParams[] = [];

  beforeAll(async () => {
    server = createServer((request, response) => {
      let body = '';
      request.on('data', (part: Buffer) => (body += part.toString()));
      request.on('end', () => {
        const input = new URLSearchParams(body);
        asked.push(input);
        response.setHeader('content-type', 'text/xml');
        response.end(input.has('NextToken') ? SECOND : FIRST);
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  });

  afterAll(async () => {
    await new Promise((resolve) => server.close(resolve));
  });

  it('finds physical names on all pages of a stack', async () => {
    const { port } = server.address() as AddressInfo;
    const installation = await stackInstallation('foldline-prod', {
      endpoint: `http://127.0.0.1:${port}`,
      region: 'eu-central-1',
      credentials: { accessKeyId: 'a', secretAccessKey: 'b' },
    });
    installation.close();
    expect(asked.map((input) => [input.get('StackName'), input.get('NextToken')])).toEqual([
      ['foldline-prod', null],
      ['foldline-prod', 'more'],
    ]);
    expect(installation.queues).toEqual(['IamUserQueue']);
    expect(installation.nameOf('IamUserQueue')).toBe('https://sqs.example/1/users.fifo');
    expect(installation.nameOf('IamUsersTable')).toBe('prod-users');
    expect(() => installation.nameOf('GoneTable')).toThrow('The stack foldline-prod has no GoneTable');
  });
});
