import { EventView } from '../../src/http';
import type { PageOfEvents } from '../../src/http/answer';
import type { EventSource } from '../../src/kernel/event-source';
import type { Schema } from './openapi-document';
import { schemaOf } from './schema-of';

/** The schema of any event of an aggregate type, and of each kind of them, by component name. */
export interface EventSchemas {
  readonly union: string;
  readonly schemas: Readonly<Record<string, Schema>>;
}

/**
 * What an event of a source looks like: one of its types, told apart by `type`, each with its own data. The fields of the
 * data that tell of a person are named in `x-personal`.
 */
export function eventSchemas({ source, eventsOf }: PageOfEvents): EventSchemas {
  const types = Object.entries(eventsOf).map(([type, view]) => {
    const name = `${pascal(type)}Event`;
    const { properties, ...event } = schemaOf(EventView);
    const data = { ...schemaOf(view), ...personalFields(source, type) };
    const own = { type: { ...properties.type, examples: [type], const: type }, data };
    return { type, name, schema: { ...event, properties: { ...properties, ...own } } };
  });
  const references = types.map(({ name }) => `#/components/schemas/${name}`);
  const union = `${pascal(source.type)}Event`;
  return {
    union,
    schemas: {
      [union]: {
        oneOf: references.map(($ref) => ({ $ref })),
        discriminator: {
          propertyName: 'type',
          mapping: Object.fromEntries(types.map(({ type }, index) => [type, references[index]])),
        },
      },
      ...Object.fromEntries(types.map(({ name, schema }) => [name, schema])),
    },
  };
}

function personalFields({ personal }: EventSource, type: string): Schema {
  const fields = Object.hasOwn(personal, type) ? personal[type] : undefined;
  return fields === undefined ? {} : { 'x-personal': fields };
}

/** `IamUserNamesUpdated` for `iam/user/names-updated`. */
function pascal(type: string): string {
  return type.replaceAll(/(?:^|[/-])([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}
