import type { Input } from '../aws-json/input';

/** @returns what the answer says */
export type TableOperation = (input: Input) => object | Promise<object>;
