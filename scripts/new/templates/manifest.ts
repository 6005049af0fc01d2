import type { AggregateNames } from './aggregate-names';
import type { Files } from './files';

/** The manifest of a new aggregate. */
export function manifestFiles({ folder, one, many }: AggregateNames): Files {
  return {
    [`${folder}/${one.kebab}.module.ts`]: `
import { aggregateModule } from '../../../eventsourcing/aggregate-module';
import { reads } from '../../../eventsourcing/reading/table-access';
import { ${one.pascal}Controller } from './api/${one.kebab}.controller';
import { ${one.pascal} } from './domain/${one.kebab}';
import { ${one.camel}Events } from './domain/${one.kebab}.events';
import { ${one.pascal}Projection } from './read/${one.kebab}.projection';
import { ${one.pascal}Queries } from './read/${one.kebab}.queries';
import { ${many.camel}Table } from './read/${one.kebab}.tables';
import { Create${one.pascal}Handler } from './write/create-${one.kebab}';
import { Rename${one.pascal}Handler } from './write/rename-${one.kebab}';

export const ${one.camel}Module = aggregateModule({
  aggregate: ${one.pascal},
  events: ${one.camel}Events,
  controllers: [${one.pascal}Controller],
  handlers: [Create${one.pascal}Handler, Rename${one.pascal}Handler],
  providers: [${one.pascal}Queries],
  projections: [${one.pascal}Projection],
  history: ${one.pascal}Projection,
  reads: [reads(${many.camel}Table, 'get', 'query:byName')],
});
`,
  };
}
