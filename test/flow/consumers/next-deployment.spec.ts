import { startRuntime } from '../../../local/runtime';
import { closeClients, dynamoDbClient } from '../../support/local/clients';
import { eventually } from '../../support/local/eventually';
import { withTemporaryFolder } from '../../support/local/temporary-folder';
import { Api, mustBe } from '../api';
import { NEXT_REVISION, nextModule } from './functions/next.module';
import { placesWritten } from './places-written';
import { Rows } from './rows';
import { templateVariant } from './template-variant';
import { toolFor } from './tool';

const nextTemplate = (): string =>
  templateVariant('next-deployment', [
    {
      resource: 'IamProjector',
      from: 'src/functions/iam/projector.ts',
      to: 'test/flow/consumers/functions/projector.ts',
    },
    {
      resource: 'IamProjector',
      from: '<<: *tablesOfIam',
      to: '<<: *tablesOfIam, IAM_MAILBOXES_TABLE: !Ref IamMailboxesTable',
    },
    {
      resource: 'IamProjectorRole',
      from: 'Resource: [!GetAtt IamUsersTable.Arn, ',
      to: 'Resource: [!GetAtt IamMailboxesTable.Arn, !GetAtt IamUsersTable.Arn, ',
    },
    {
      from: '\n  IamUsersTable:\n',
      to: '\n  IamMailboxesTable: { Type: AWS::DynamoDB::Table, Properties: { BillingMode: PAY_PER_REQUEST, <<: *byId } }\n  IamUsersTable:\n',
    },
  ]);

const USERS = 12;

describe('a deployment with a new projection, and another of a higher revision', () => {
  it('gets its rows from an old log when every stream is rung', async () => {
    await withTemporaryFolder(async (dataDir) => {
      const before = await startRuntime({ dataDir, buildDirectory: '.local/test/next-deployment/before' });
      const ids: string[] = [];
      try {
        const api = new Api(before.url);
        for (let index = 0; index < USERS; index++) {
          const id = await api.user(`user-${index}@example.com`);
          mustBe(202, await api.put(`/users/${id}`, { firstName: 'Ann', lastName: 'Lee' }));
          ids.push(id);
        }
        await placesWritten(before, dataDir, 2 * USERS);
      } finally {
        await before.stop();
      }

      const after = await startRuntime({
        dataDir,
        template: nextTemplate(),
        buildDirectory: '.local/test/next-deployment/after',
      });
      try {
        const consumers = toolFor(after.url, [nextModule]);
        const rows = new Rows(dynamoDbClient(after.endpoints.dynamodb));
        const lineOf = async (name: string): Promise<string | undefined> =>
          (await consumers('status')).lines.find((line) => line.startsWith(`${name} `));
        expect(await lineOf('iam/mailboxes')).toMatch(/ 1 +12 +12 +24 +\d+ s +0$/u);
        expect(await lineOf('iam/users')).toMatch(
          new RegExp(` ${NEXT_REVISION} +12 +12 +24 +\\d+ s +12$`, 'u'),
        );

        for (const name of ['iam/mailboxes', 'iam/users']) {
          const { lines } = await consumers('rebuild', name, '--rate', '1000');
          expect(lines).toEqual([`rung: ${name}, ${USERS} streams`, 'rows of older revisions: 0']);
          await eventually(async () => {
            expect(await lineOf(name)).toMatch(/ 12 +0 +0 +- +0$/u);
          }, 20_000);
        }
        for (const [index, id] of ids.entries()) {
          const email = `user-${index}@example.com`;
          expect(await rows.get('IamMailboxesTable', id)).toEqual({ id, version: 2, email });
          expect(await rows.get('IamUsersTable', id)).toMatchObject({
            version: 2,
            revision: NEXT_REVISION,
            lastName: 'LEE',
          });
        }
      } finally {
        closeClients();
        await after.stop();
      }
    });
  }, 120_000);
});
