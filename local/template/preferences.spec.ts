import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { unknownEndpoints } from '../services/endpoints';
import { resourceNames } from '../application/resource-names';
import { loadTemplate } from './load-template';

describe('preferences of this machine', () => {
  const folder = mkdtempSync(join(tmpdir(), 'preferences-'));

  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  /** The level that a function of a template with this parameter gets. */
  function level(declaration: string, parameters: Record<string, string> = {}): unknown {
    const file = join(folder, 'template.yaml');
    writeFileSync(
      file,
      `Transform: AWS::Serverless-2016-10-31
Parameters: { LogLevel: ${declaration} }
Resources:
  F:
    Type: AWS::Serverless::Function
    Metadata: { BuildMethod: esbuild, BuildProperties: { EntryPoints: [f.ts] } }
    Properties: { Handler: f.handler, Runtime: nodejs24.x, Environment: { Variables: { LEVEL: !Ref LogLevel } } }
`,
    );
    const template = loadTemplate({ file, parameters, preferences: { LogLevel: 'DEBUG', Colour: 'red' } });
    const [resource] = template.resolve(resourceNames(unknownEndpoints, ''));
    return resource?.properties.Environment;
  }

  const levels = '{ Type: String, Default: INFO, AllowedValues: [DEBUG, INFO] }';

  it('take the place of defaults', () => {
    expect(level(levels)).toEqual({ Variables: { LEVEL: 'DEBUG' } });
  });

  it('yield to what somebody gives', () => {
    expect(level(levels, { LogLevel: 'INFO' })).toEqual({ Variables: { LEVEL: 'INFO' } });
  });

  it.each(['{ Type: String, Default: low, AllowedValues: [low, high] }', '{ Type: String, Default: low }'])(
    'mean nothing to a parameter that does not list them: %s',
    (declaration) => {
      expect(level(declaration)).toEqual({ Variables: { LEVEL: 'low' } });
    },
  );
});
