import { execFile } from 'node:child_process';
import { DeleteItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import type { TableNames } from '../../src/aws/table-names';
import { User } from '../../src/contexts/iam/user/domain/user';
import { userUniqueValues } from '../../src/contexts/iam/user/write/user.unique-values';
import { Repository } from '../../src/eventsourcing/writing/repository';
import { context } from '../../test/support/commit-of';
import { dynamoPorts } from '../../test/support/dynamo-ports';
import { DynamoUnderTest } from '../../test/support/dynamo-under-test';
import { tokenOf } from '../token/token-of';
import { startLocally } from '../../test/support/local-process';

const ANN = '8c1bd3a4-0b5e-4c11-9d0f-1d2f6a3e7b90';
const ANNS_CLAIM = 'iam#email#ann@example.com';

interface Outcome {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs `npm run unique-values:audit` as a process of its own. */
function run(variables: Readonly<Record<string, string>>, ...args: readonly string[]): Promise<Outcome> {
  const command = ['--import', 'tsx', 'scripts/unique-values/audit.ts', ...args];
  const env = { PATH: process.env.PATH, NODE_OPTIONS: '', ...variables };
  return new Promise((resolve) => {
    const child = execFile(process.execPath, command, { env }, (_, stdout, stderr) => {
      resolve({ code: child.exitCode ?? -1, stdout, stderr });
    });
  });
}

describe('npm run unique-values:audit', () => {
  let dynamo: DynamoUnderTest;
  let nameOf: TableNames;
  let variables: Record<string, string>;

  beforeAll(async () => {
    dynamo = await DynamoUnderTest.start();
  });

  afterAll(() => dynamo.stop());

  beforeEach(async () => {
    nameOf = await dynamo.newLog();
    variables = {
      EVENT_LOG_TABLE: nameOf('EventLogTable'),
      UNIQUE_VALUES_TABLE: nameOf('UniqueValuesTable'),
      AWS_ENDPOINT_URL_DYNAMODB: dynamo.endpoint,
      AWS_REGION: 'us-east-1',
      AWS_ACCESS_KEY_ID: 'local',
      AWS_SECRET_ACCESS_KEY: 'local',
    };
    const users = new Repository(User, userUniqueValues, dynamoPorts(dynamo.client, nameOf));
    await users.change(ANN, context, (user) => {
      user.register('ann@example.com');
    });
  });

  it('ends with 0 when nothing is wrong', async () => {
    await expect(run(variables)).resolves.toEqual({
      code: 0,
      stdout: 'aggregates: 1, uniqueValues: 1, differences: 0, left: 0\n',
      stderr: '',
    });
  });

  it('ends with 1 for a difference, shows no value unasked, and mends when told to', async () => {
    const TableName = nameOf('UniqueValuesTable');
    await dynamo.client.send(new DeleteItemCommand({ TableName, Key: { uniqueValue: { S: ANNS_CLAIM } } }));
    const line = `missing iam#email#(sha256 71d4f55f): held by nobody, wanted by iam/user#${ANN}`;
    const compared = 'aggregates: 1, uniqueValues: 0, differences: 1';

    const found = await run(variables);
    expect(found).toEqual({ code: 1, stdout: `${line}\n${compared}, left: 1\n`, stderr: '' });

    const shown = await run(variables, '--show-values');
    expect(shown.stdout).toContain(`missing ${ANNS_CLAIM}: held by nobody`);

    const mended = await run(variables, '--mend');
    expect(mended).toEqual({ code: 0, stdout: `${line} - mended\n${compared}, left: 0\n`, stderr: '' });
  });

  it('leaves a dispute to people and ends with 1', async () => {
    const stream = 'iam/user#f2a4fb6e-2c49-4d8d-9d32-a0d3f11e7b7c';
    const data = { email: 'ann@example.com' };
    await dynamoPorts(dynamo.client, nameOf).events.append({
      ...{ stream, version: 1, commitId: 'a-commit', committedAt: '2026-11-21T10:00:00.000Z', ...context },
      events: [{ type: 'iam/user/registered', data }],
    });
    const { code, stdout } = await run(variables, '--mend');
    expect(code).toBe(1);
    expect(stdout).toContain(`held by iam/user#${ANN}, wanted by iam/user#${ANN} and ${stream}\n`);
  });

  it.each([
    ['without the names of the tables', {}, [], 'error: Set EVENT_LOG_TABLE and UNIQUE_VALUES_TABLE'],
    ['with an option that it does not know', {}, ['--fix'], "error: Unknown option '--fix'"],
    [
      'without a runtime to look at',
      { PORT: '9' },
      ['--local'],
      'error: Nothing that npm start runs answers',
    ],
  ])('ends with 2 %s', async (_, environment, args, message) => {
    const { code, stdout, stderr } = await run(environment, ...args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr.startsWith(message)).toBe(true);
  });

  it('ends with 2 for a unique value that it cannot judge', async () => {
    const Item = { uniqueValue: { S: 'shop#label#toys' }, owner: { S: 'shop/box#1' } };
    await dynamo.client.send(new PutItemCommand({ TableName: nameOf('UniqueValuesTable'), Item }));
    const { code, stderr } = await run(variables);
    expect(code).toBe(2);
    expect(stderr).toContain('shop/box#1 holds a unique value, but no manifest lists shop/box');
  });

  it('looks at a running npm start when told to', async () => {
    const local = await startLocally(0);
    try {
      const registered = await fetch(`${local.url}/users`, {
        method: 'POST',
        headers: {
          authorization: `Bearer ${await tokenOf(local.url, { role: 'admin' })}`,
          'content-type': 'application/json',
        },
        body: JSON.stringify({ id: ANN, email: 'ann@example.com' }),
      });
      expect(registered.status).toBe(202);
      const { code, stdout } = await run({ PORT: new URL(local.url).port }, '--local');
      expect({ code, stdout }).toEqual({
        code: 0,
        stdout: 'aggregates: 1, uniqueValues: 1, differences: 0, left: 0\n',
      });
    } finally {
      await local.stop();
    }
  });
});
