import { EventView } from '../../src/http';
import type { EventSource } from '../../src/kernel/event-source';
import type { Schema } from './openapi-document';

/**
 * The schemas, with `x-personal` at the data of events: the fields that tell of a person, by event type. Events without
 * a public view are not named.
 */
export function withPersonalFields(
  schemas: Readonly<Record<string, Schema>>,
  sources: readonly EventSource[],
): Record<string, Schema> {
  const event = schemas[EventView.name];
  const fields = Object.fromEntries(sources.flatMap(personalFieldsOf));
  if (!event || Object.keys(fields).length === 0) return { ...schemas };
  const shown = event.properties as Readonly<Record<'data', Schema>>;
  const properties = { ...shown, data: { ...shown.data, 'x-personal': fields } };
  return { ...schemas, [EventView.name]: { ...event, properties } };
}

function personalFieldsOf({ personal, views }: EventSource): [type: string, fields: readonly string[]][] {
  return Object.entries(personal).flatMap(([type, fields]): [string, readonly string[]][] =>
    fields && Object.hasOwn(views, type) ? [[type, fields]] : [],
  );
}
