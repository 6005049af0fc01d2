import { tokenOf } from '../../../scripts/token/token-of';
import { Api, mustBe } from '../../flow/api';
import type { Random } from '../../simulation/time/random';
import type { Client } from '../client';
import { Journal } from '../journal';
import type { Workload } from './workload';

const ORGANISATIONS = 4;

/** Profiles that organisations keep of themselves, each with a token of its own. */
export class Organisations implements Workload {
  readonly name = 'organisations';
  readonly weight = 2;
  private readonly journal = new Journal('/orgs');
  private readonly tokens = new Map<string, string>();

  async step(client: Client, random: Random): Promise<void> {
    const id = this.tokens.size < ORGANISATIONS ? random.uuid() : random.pick([...this.tokens.keys()]);
    const token = this.tokens.get(id) ?? (await tokenOf(client.url, { role: 'org', sub: id }));
    this.tokens.set(id, token);
    const data = { name: `Harbour ${random.uuid()}`, location: 'Bergen', description: '' };
    const isUpdate = this.journal.isThere(id);
    const type = `org/organisation/${isUpdate ? 'updated' : 'created'}`;
    const request = { method: isUpdate ? 'PUT' : 'POST', path: '/orgs', body: data, token } as const;
    await this.journal.send(client, id, request, { type, data });
  }

  async check(api: Api): Promise<readonly string[]> {
    const violations: string[] = [];
    for (const [id, token] of this.tokens) {
      const events = await this.journal.events(api, id);
      violations.push(...this.journal.violations(id, events));
      const [version, data] = [events.length, events.at(-1)?.data ?? {}];
      if (version === 0) continue;
      const own = new Api(api.url, token);
      mustBe(200, await own.fresh(`/orgs/${id}?minVersion=${version}`));
      violations.push(...(await this.journal.rowViolations(own, id, { version, ...data })));
    }
    return violations;
  }
}
