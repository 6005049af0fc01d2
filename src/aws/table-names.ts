/** Physical name of a table, by its logical id in template.yaml. @throws Error when the function does not know it */
export type TableNames = (logicalId: string) => string;
