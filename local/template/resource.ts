import type { Json, JsonObject } from './json';
import type { Unquoted, Unread } from './property-reader';

/** A resource of the template: what runs of it on this machine, with every intrinsic function resolved. */
export interface Resource {
  readonly logicalId: string;
  readonly type: string;
  readonly properties: JsonObject;
  readonly metadata: JsonObject;
  /** What does not run of it; more may be found while properties are read. */
  readonly unread?: readonly Unread[];
  /** Text of it that SAM makes another number of. */
  readonly unquoted?: readonly Unquoted[];
}

/** What Ref and Fn::GetAtt give for a resource on this machine. */
export interface PhysicalResource {
  readonly ref: Json;
  /** undefined when the resource has no such attribute */
  attribute(name: string): Json | undefined;
  /** What `!Ref Resource.Name` gives, for what SAM makes beside the resource; undefined for anything else. */
  generated?(name: string): Json | undefined;
}

/** Names a resource on this machine. Pure: the template is evaluated before anything exists. */
export type PhysicalNames = (resource: Resource) => PhysicalResource;
