import type { Input } from '../../aws-json/input';

/** @returns the answer, or undefined to leave the request to fauxqs */
export type SqsOperation = (input: Input) => object | undefined;
export type SqsOperations = Readonly<Record<string, SqsOperation>>;
