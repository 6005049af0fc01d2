import { readFileSync } from 'node:fs';

/** The lines of each `[environment.command.parameters]` table of samconfig.toml. */
function environment(name: string): string[] {
  const tables = readFileSync('samconfig.toml', 'utf8').split(/^(?=\[)/m);
  return tables
    .filter((table) => table.startsWith(`[${name}.`))
    .map((table) => table.replace(`[${name}.`, '[').replace(/^#.*$/gm, '').trim());
}

describe('samconfig.toml', () => {
  it.each(['dev', 'stage', 'prod'])('deploys %s as a stack of its own', (stage) => {
    const deploy = environment(stage).find((table) => table.startsWith('[deploy.'));
    expect(deploy).toContain(`stack_name = "foldline-${stage}"`);
    expect(deploy).toContain(`parameter_overrides = "Stage=${stage}"`);
    expect(deploy).toContain('capabilities = "CAPABILITY_IAM"');
  });

  it('takes dev where no environment is named', () => {
    expect(environment('default')).toHaveLength(3);
    expect(environment('default')).toEqual(environment('dev'));
  });

  it('asks before it changes production, and only there', () => {
    const asks = ['dev', 'stage', 'prod'].filter((stage) =>
      environment(stage).join().includes('confirm_changeset = true'),
    );
    expect(asks).toEqual(['prod']);
  });

  it('never builds in the source folder, which would remove the development tools', () => {
    expect(readFileSync('samconfig.toml', 'utf8')).not.toMatch(/^build_in_source/m);
  });
});
