import type { Endpoints } from '../../local/services/endpoints';
import { run } from './command';

/** How a container reaches this machine. */
export interface ContainerAddress {
  /** Where the services have to listen. */
  readonly bind: string;
  /** The host by which a container calls them. */
  readonly seenAs: string;
}

const LOOPBACK = '127.0.0.1';

export async function findContainerAddress(): Promise<ContainerAddress> {
  const { stdout: system } = await run('docker', 'info', '--format', '{{.OperatingSystem}}');
  // Docker Desktop forwards this name to the loopback address of the machine.
  if (system.includes('Docker Desktop')) return { bind: LOOPBACK, seenAs: 'host.docker.internal' };
  const format = ['--format', '{{json .IPAM.Config}}'];
  const { stdout: ipamConfig } = await run('docker', 'network', 'inspect', 'bridge', ...format);
  const bridge = gateway(ipamConfig);
  return { bind: bridge, seenAs: bridge };
}

/** The machine's own address on a bridge network: as given, else the first one of the subnet. */
export function gateway(ipamConfig: string): string {
  const [network] = JSON.parse(ipamConfig) as { Subnet?: string; Gateway?: string }[];
  if (network?.Gateway !== undefined) return network.Gateway;
  const first = /^(\d+\.\d+\.\d+)\.0\//.exec(network?.Subnet ?? '')?.[1];
  if (first === undefined)
    throw new Error(`Docker's bridge network has no address for this machine: ${ipamConfig}`);
  return `${first}.1`;
}

/** The same endpoints as a container has to call them. */
export function seenFromContainers(endpoints: Endpoints, { bind, seenAs }: ContainerAddress): Endpoints {
  const seen = (endpoint: string): string => {
    const { protocol, hostname, port } = new URL(endpoint);
    const isHere = [bind, LOOPBACK, 'localhost'].includes(hostname);
    return isHere ? `${protocol}//${seenAs}:${port}` : endpoint;
  };
  const { dynamodb, sqs, s3, kinesis, eventbridge, lambda, secretsmanager, ses, sns, scheduler } = endpoints;
  return {
    dynamodb: seen(dynamodb),
    sqs: seen(sqs),
    s3: seen(s3),
    kinesis: seen(kinesis),
    eventbridge: seen(eventbridge),
    lambda: seen(lambda),
    secretsmanager: seen(secretsmanager),
    ses: seen(ses),
    sns: seen(sns),
    scheduler: seen(scheduler),
  };
}
