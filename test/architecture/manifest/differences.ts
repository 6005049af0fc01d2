import type { AggregateModule } from '../../../src/eventsourcing/aggregate-module';
import type { TemplateDocument } from '../template/template-document';
import { compareEnvironment } from './compare-environment';
import { compareFunctions } from './compare-functions';
import { comparePermissions } from './compare-permissions';
import { compareQueues } from './compare-queues';
import { compareTables } from './compare-tables';
import { planOf } from './plan-of';

/** Everything in which the manifests and template.yaml differ, each with what is missing where. */
export function differences(modules: readonly AggregateModule[], template: TemplateDocument): string[] {
  const plans = planOf(modules);
  return [
    ...compareFunctions(plans, template),
    ...plans.flatMap((plan) => [
      ...compareEnvironment(plan, template),
      ...comparePermissions(plan, template),
    ]),
    ...compareQueues(plans, template),
    ...compareTables(modules, template),
  ].map((difference) => `template.yaml: ${difference}`);
}
