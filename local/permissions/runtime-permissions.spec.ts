import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { buildFolder } from '../../test/support/local/build-folder';
import { collectingLog } from '../../test/support/local/collecting-log';
import { startRuntime, type Runtime } from '../runtime';

const FIXTURE = readFileSync('local/fixtures/pipeline.template.yaml', 'utf8').replaceAll(
  'CodeUri: functions',
  `CodeUri: ${resolve('local/fixtures/functions')}`,
);

describe('startRuntime holds functions to their roles', () => {
  const folder = buildFolder();
  const log = collectingLog();
  let runtime: Runtime | undefined;

  afterEach(() => runtime?.stop());
  afterAll(() => {
    folder.remove();
  });

  /** The fixture, changed in one place. */
  function start(from: string, to: string): Promise<Runtime> {
    expect(FIXTURE).toContain(from);
    const template = join(folder.path, 'template.yaml');
    writeFileSync(template, FIXTURE.replace(from, to));
    return startRuntime({ template, buildDirectory: folder.path, environment: process.env, log });
  }

  it('and says what a refused call needs', async () => {
    runtime = await start('Action: dynamodb:PutItem', 'Action: dynamodb:GetItem');
    const headers = { 'content-type': 'text/plain' };
    const response = await fetch(`${runtime.url}/items/a`, { method: 'PUT', body: 'x', headers });

    expect(response.status).toBe(500);
    expect(log.lines.filter((line) => line.includes('was refused'))).toEqual([
      expect.stringContaining(
        'warn: Put was refused dynamodb:PutItem on arn:aws:dynamodb:us-east-1:000000000000:table/Items: add the action and the resource to a statement of Put; ',
      ),
    ]);
    expect(log.outputs('Put').join('\n')).toContain(
      'User: arn:aws:sts::000000000000:assumed-role/PutRole/Put is not authorized to perform: dynamodb:PutItem',
    );
  });

  it('and does not start a mapping that could not read its source', async () => {
    await expect(start('Policies: [AWSLambdaSQSQueueExecutionRole]', 'Policies: []')).rejects.toThrow(
      /^WorkMapping cannot read its source: User: .*ConsumeRole\/Consume is not authorized to perform: sqs:ReceiveMessage on resource: arn:aws:sqs:us-east-1:000000000000:Work\.fifo because .* statement of Consume; if npm run template writes that role, .*, and run it$/,
    );
  });

  it('and refuses conditions that it does not understand, naming the line', async () => {
    const condition = ', Condition: { IpAddress: { aws:SourceIp: 10.0.0.0/8 } } }';
    await expect(
      start('Resource: !GetAtt Items.Arn }', `Resource: !GetAtt Items.Arn${condition}`),
    ).rejects.toThrow(
      /template\.yaml:\d+: Resources\.Put\.Properties\.Policies\.0.*the condition operator "IpAddress" is not understood/,
    );
  });
});
