/** Credentials and region that the SDK asks for and no local service looks at; no log lines between test results. */
const BASE = {
  AWS_REGION: 'us-east-1',
  AWS_ACCESS_KEY_ID: 'local',
  AWS_SECRET_ACCESS_KEY: 'local',
  LOG_LEVEL: 'SILENT',
};

/** Sets variables as Lambda does before it loads a function. @returns puts the old ones back */
export function setEnvironment(variables: Readonly<Record<string, string>>): () => void {
  const before = { ...process.env };
  Object.assign(process.env, BASE, variables);
  return () => {
    process.env = before;
  };
}
