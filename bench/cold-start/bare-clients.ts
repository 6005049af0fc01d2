import { join } from 'node:path';
import { build, type BuildOptions } from 'esbuild';

const SOURCE = `
  import { DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
  const client = new DynamoDBClient({});
  export const handler = async () => client.send(new PutItemCommand({ TableName: 'Table', Item: {} }));`;

const OPTIONS: BuildOptions = {
  stdin: { contents: SOURCE, resolveDir: process.cwd() },
  bundle: true,
  minify: true,
  platform: 'node',
  format: 'esm',
  target: 'node24',
  mainFields: ['module', 'main'],
  banner: { js: 'import{createRequire}from"node:module";const require=createRequire(import.meta.url);' },
};

/** The smallest function that can write to DynamoDB: as anyone bundles it, to compare with. */
export async function bareClients(
  directory: string,
): Promise<{ name: string; file: string; environment: Record<string, string> }[]> {
  const file = join(directory, 'bare.mjs');
  await build({ ...OPTIONS, outfile: file });
  const environment = {
    AWS_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: 'local',
    AWS_SECRET_ACCESS_KEY: 'local',
    AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
  };
  return [{ name: 'a bare @aws-sdk/client-dynamodb', file, environment }];
}
