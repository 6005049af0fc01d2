import { defaultMetadataStorage } from 'class-transformer/cjs/storage.js';
import { getMetadataStorage, ValidationTypes } from 'class-validator';
import type { PageOfEvents, ViewClass } from '../../src/http/answer';
import { eventSchemas } from './event-schemas';
import type { Reference, Schema } from './openapi-document';
import { schemaOf } from './schema-of';

/** Collects the classes that a document refers to, each once, with all that they nest. */
export class ComponentSchemas {
  private readonly classes = new Map<string, ViewClass>();
  private readonly schemas = new Map<string, Schema>();

  /** @param closed for what clients send: a field that is not listed is refused */
  refer(target: ViewClass, closed = false): Reference {
    const known = this.classes.get(target.name);
    if (known !== undefined && known !== target) {
      throw new Error(
        `Two classes are called ${target.name}; OpenAPI needs one name each, rename one of them.`,
      );
    }
    if (known === undefined) {
      this.classes.set(target.name, target);
      const schema = schemaOf(target);
      this.schemas.set(target.name, closed ? { ...schema, additionalProperties: false } : schema);
      for (const nested of nestedClassesOf(target)) this.refer(nested, closed);
    }
    return { $ref: `#/components/schemas/${target.name}` };
  }

  /** The schema of any event of a page, and of each type. */
  referEvents(page: PageOfEvents): Reference {
    const { union, schemas } = eventSchemas(page);
    for (const [name, schema] of Object.entries(schemas)) this.schemas.set(name, schema);
    return { $ref: `#/components/schemas/${union}` };
  }

  toJSON(): Record<string, Schema> {
    return Object.fromEntries([...this.schemas].sort(([a], [b]) => (a < b ? -1 : 1)));
  }
}

function nestedClassesOf(target: ViewClass): ViewClass[] {
  return getMetadataStorage()
    .getTargetValidationMetadatas(target, '', true, false)
    .filter((rule) => rule.type === ValidationTypes.NESTED_VALIDATION)
    .map(({ target: owner, propertyName }) => {
      const type =
        typeof owner === 'string' ? undefined : defaultMetadataStorage.findTypeMetadata(owner, propertyName);
      if (type === undefined) {
        throw new Error(
          `${target.name}.${propertyName}: add @Type(() => X), no nested type is known without it.`,
        );
      }
      return type.typeFunction() as ViewClass;
    });
}
