import { MemoryEventStore } from '../../../../../test/support/memory/memory-event-store';
import { commitOf } from '../../../../../test/support/commit-of';
import type { RoleEvent } from '../../role/domain/role.events';
import { RoleEnricher } from './role.enricher';

const created: RoleEvent = { type: 'iam/role/created', data: { name: 'Administrator' } };
const disabled: RoleEvent = { type: 'iam/role/disabled', data: {} };

describe('RoleEnricher', () => {
  it.each([
    ['missing', [], { id: '1', name: '', status: 'missing' }],
    ['enabled', [created], { id: '1', name: 'Administrator', status: 'enabled' }],
    ['disabled', [created, disabled], { id: '1', name: 'Administrator', status: 'disabled' }],
  ])('knows a role that is %s', async (_, events, role) => {
    const log = new MemoryEventStore();
    for (const [index, event] of events.entries()) {
      await log.append(commitOf('iam/role#1', index + 1, event));
    }
    await expect(new RoleEnricher(log).enrich('1')).resolves.toEqual(role);
  });
});
