/** As much of a JSON schema as openapi.json uses for requests. */
export interface Schema {
  readonly $ref?: string;
  readonly type?: string;
  readonly format?: string;
  readonly examples?: readonly unknown[];
  readonly enum?: readonly unknown[];
  readonly minimum?: number;
  readonly items?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
}

/** A value that fits a schema: its first example where it has one, else the plainest there is. */
export function sampleOf(schema: Schema, id: string, schemas: Readonly<Record<string, Schema>>): unknown {
  const { $ref, type, format, examples = schema.enum, required = [] } = schema;
  if ($ref !== undefined) return sampleOf(schemas[$ref.split('/').at(-1) ?? ''] ?? {}, id, schemas);
  if (examples?.[0] !== undefined) return examples[0];
  if (type === 'object') {
    return Object.fromEntries(
      required.map((name) => [name, sampleOf(schema.properties?.[name] ?? {}, id, schemas)]),
    );
  }
  if (type === 'array') return [sampleOf(schema.items ?? {}, id, schemas)];
  if (type === 'integer' || type === 'number') return schema.minimum ?? 1;
  if (type === 'boolean') return true;
  return format === 'uuid' ? id : 'text';
}
