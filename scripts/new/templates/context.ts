import { capitalised, type Name } from '../names';
import type { Files } from './files';

/** The manifest of a context that has nothing yet. */
export function contextFiles({ kebab, camel, words }: Name): Files {
  return {
    [`src/contexts/${kebab}/${kebab}.module.ts`]: `
import { contextModule } from '../../eventsourcing/aggregate-module';

/** ${capitalised(words)}. */
export const ${camel}Module = contextModule({
  name: '${kebab}',
  aggregates: [],
});
`,
  };
}
