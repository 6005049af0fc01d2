import type { Json } from '../../local/template/json';
import {
  readTemplate,
  refAt,
  resourcesOf,
  valueAt,
  type DeclaredResource,
} from '../../scripts/wiring/template-document';

/** template.yaml as it is written: the local runtime leaves out what does nothing here, and some of that costs money. */
export class Declared {
  private readonly template = readTemplate();

  constructor(private readonly parameters: Readonly<Record<string, string>>) {}

  all(type: string): readonly DeclaredResource[] {
    return resourcesOf(this.template, type);
  }

  /** A setting of a resource, with the value of a parameter that it refers to; undefined without one. */
  setting(type: string, id: string, ...path: (string | number)[]): Json | undefined {
    const properties = this.all(type).find((resource) => resource.id === id)?.properties;
    const parameter = refAt(properties, ...path);
    if (parameter === undefined) return valueAt(properties, ...path);
    return this.parameters[parameter] ?? valueAt(this.template, 'Parameters', parameter, 'Default');
  }
}
