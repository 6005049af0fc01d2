/** Words for people about one field of a DTO or view. */
export interface FieldDescription {
  readonly text: string;
  readonly example?: string | number | boolean;
}

const descriptions = new WeakMap<object, Map<string, FieldDescription>>();

/** Documents a field of a DTO or view for OpenAPI; has no effect at run time. */
export function Describe(text: string, example?: string | number | boolean): PropertyDecorator {
  return (prototype, field) => {
    const fields = descriptions.get(prototype) ?? new Map<string, FieldDescription>();
    descriptions.set(
      prototype,
      fields.set(String(field), example === undefined ? { text } : { text, example }),
    );
  };
}

/** @param prototype of the class that is documented; fields of its base classes count */
export function descriptionOf(prototype: object, field: string): FieldDescription | undefined {
  const own = descriptions.get(prototype)?.get(field);
  if (own !== undefined) return own;
  const parent: unknown = Object.getPrototypeOf(prototype);
  return typeof parent === 'object' && parent !== null ? descriptionOf(parent, field) : undefined;
}
