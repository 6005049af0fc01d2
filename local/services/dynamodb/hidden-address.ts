import { randomInt } from 'node:crypto';
import { createServer, type AddressInfo } from 'node:net';

export interface Address {
  readonly host: string;
  readonly port: number;
}

/**
 * A free port of an address of loopback that nobody guesses: one of 16 million on Linux and Windows, where all of
 * 127.0.0.0/8 is loopback. Elsewhere it is 127.0.0.1.
 */
export async function hiddenAddress(): Promise<Address> {
  const host = `127.${randomInt(1, 255)}.${randomInt(256)}.${randomInt(1, 255)}`;
  return freePort(host).catch(() => freePort('127.0.0.1'));
}

/** dynoxide takes port 0 but does not say which port it got. */
function freePort(host: string): Promise<Address> {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(0, host, () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => {
        resolve({ host, port });
      });
    });
  });
}
