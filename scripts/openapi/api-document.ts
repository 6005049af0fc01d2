import 'reflect-metadata/lite';
import { modules } from '../../src/composition/modules';
import { SystemController } from '../../src/composition/system.controller';
import { generateOpenApi, printOpenApi } from './generate-openapi';

/** The text of openapi.json, as the controllers of all modules declare it. */
export function apiDocument(version: string): string {
  const controllers = [SystemController, ...modules.flatMap((module) => module.controllers)];
  const info = {
    title: 'Foldline',
    version,
    description:
      'Commands are accepted (202) with a version; pass it as `minVersion` to read your own write.',
    license: { name: 'MIT', identifier: 'MIT' },
  };
  return printOpenApi(generateOpenApi(controllers, info));
}
