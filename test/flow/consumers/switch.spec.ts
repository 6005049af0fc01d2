import { readFileSync } from 'node:fs';
import { generatedFor } from '../../../scripts/template/generated';
import { startRuntime } from '../../../local/runtime';
import { contexts } from '../../../src/composition/modules';
import { eventually } from '../../support/local/eventually';
import { withTemporaryFolder } from '../../support/local/temporary-folder';
import { Api, mustBe } from '../api';
import { switchedModule } from './functions/switched/switched.module';
import { placesWritten } from './places-written';
import { templateVariant } from './template-variant';
import { toolFor } from './tool';

/** The template as the manifests would have it. */
function switchedTemplate(): string {
  const all = contexts.map((context) => (context.name === switchedModule.name ? switchedModule : context));
  const text = generatedFor(all, readFileSync('template.yaml', 'utf8')).files.get('template.yaml');
  const entry = (role: string) => ({
    resource: `Iam${role.charAt(0).toUpperCase()}${role.slice(1)}`,
    from: `src/functions/iam/${role}.ts`,
    to: `test/flow/consumers/functions/switched/${role}.ts`,
  });
  return templateVariant('switch', [entry('queries'), entry('projector')], text);
}

describe('npm run consumers -- switch', () => {
  it('has queries read a successor once it has caught up, and its predecessor again', async () => {
    await withTemporaryFolder(async (dataDir) => {
      const before = await startRuntime({ dataDir, buildDirectory: '.local/test/switch/before' });
      let id: string;
      try {
        const api = new Api(before.url);
        id = await api.user();
        mustBe(202, await api.put(`/users/${id}`, { firstName: 'Ann', lastName: 'Lee' }));
        await placesWritten(before, dataDir, 2);
      } finally {
        await before.stop();
      }

      const template = switchedTemplate();
      const after = await startRuntime({ dataDir, template, buildDirectory: '.local/test/switch/after' });
      try {
        const api = new Api(after.url);
        const consumers = toolFor(after.url, [switchedModule]);
        const isReadFrom = (from: string): Promise<void> =>
          eventually(async () => {
            expect((await api.get(`/names/${id}`)).body).toEqual({ name: 'Ann Lee', from });
          }, 20_000);
        await isReadFrom('iam/users');

        const early = await consumers('switch', 'iam/users', 'iam/people', '--wait', '1');
        expect(early).toEqual({
          code: 1,
          lines: [expect.stringMatching(/iam\/people is behind in 1 streams/u)],
        });
        await consumers('rebuild', 'iam/people');
        await eventually(async () => {
          const { code, lines } = await consumers('switch', 'iam/users', 'iam/people', '--wait', '1');
          expect(lines[0]).toBe('iam/users: iam/people is read by everyone within 5 s');
          expect(code).toBe(0);
        }, 20_000);
        expect((await consumers('status')).lines).toContainEqual(
          expect.stringMatching(/^iam\/users: queries read iam\/people, since \d{4}-/u),
        );
        await isReadFrom('iam/people');

        const again = await consumers('switch', 'iam/users', 'iam/people');
        expect(again).toEqual({ code: 0, lines: ['iam/users: iam/people is read already'] });
        await consumers('switch', 'iam/users', 'iam/users');
        await isReadFrom('iam/users');
        await expect(consumers('switch', 'iam/roles', 'iam/people')).rejects.toThrow(
          'No manifest switches iam/roles to iam/people; what there is: iam/users and iam/people',
        );
      } finally {
        await after.stop();
      }
    });
  }, 120_000);
});
