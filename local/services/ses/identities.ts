import { localArn } from '../local-account';

export function identityArn(identity: string): string {
  return localArn('ses', `identity/${identity}`);
}

/** Addresses and domains that mail is sent from. Each is verified at once. */
export class Identities {
  private readonly known = new Set<string>();

  has(identity: string): boolean {
    return this.known.has(identity.toLowerCase());
  }

  add(identity: string): void {
    this.known.add(identity.toLowerCase());
  }

  /**
   * The identity with which mail from an address is sent: the address itself, or the closest domain. An address that
   * fits none is its own, as here nobody has to verify any.
   */
  of(address: string): string {
    const labels = address.slice(address.lastIndexOf('@') + 1).split('.');
    const domains = labels.map((_, index) => labels.slice(index).join('.'));
    return [address, ...domains].find((identity) => this.has(identity)) ?? address;
  }
}
