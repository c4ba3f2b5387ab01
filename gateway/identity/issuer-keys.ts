import type { Emetteur } from '../../schema/convention/convention.js';
import type { Pems } from '../../schema/process/tls-files.js';
import { HeldKeys, type KeyReading } from '../../schema/keys/held-keys.js';

export interface IssuerKeysListener {
  /** Told of every reading. */
  readonly onReading?: (issuer: string, reading: KeyReading) => void;
  /** Told once that two issuers show one key at two addresses. */
  readonly onSharedKey?: (issuers: readonly [string, string]) => void;
}

/** The public keys of token issuers. They outlive a version of the convention. */
export class IssuerKeys {
  private readonly byAddress = new Map<
    string,
    { readonly issuer: string; readonly keys: HeldKeys }
  >();
  /** Of the version of the deployment in force. */
  private pemsOf: (issuer: string) => Pems = () => ({});
  private readonly told = new Set<string>();
  /** By address, what was last compared: keys in a file are looked at for every token. */
  private readonly compared = new Map<string, ReadonlySet<string>>();

  /** From now on https addresses are believed by these. */
  secure(pemsOf: (issuer: string) => Pems): void {
    this.pemsOf = pemsOf;
  }

  constructor(private readonly listener: IssuerKeysListener = {}) {}

  of({ issuer, jwks }: Emetteur): HeldKeys {
    const known = this.byAddress.get(jwks);
    if (known) return known.keys;
    const pems = (): Pems => this.pemsOf(issuer);
    const keys = HeldKeys.from(jwks, pems, (reading) => {
      this.listener.onReading?.(issuer, reading);
      if (reading.outcome === 'read') this.compare(jwks);
    });
    this.byAddress.set(jwks, { issuer, keys });
    return keys;
  }

  /** What `convention check` cannot see without a network. */
  private compare(address: string): void {
    const { issuer, keys } = this.byAddress.get(address) ?? {};
    if (issuer === undefined || !keys || this.compared.get(address) === keys.prints) return;
    this.compared.set(address, keys.prints);
    const prints = [...keys.prints];
    for (const [otherAddress, other] of this.byAddress) {
      const pair = [address, otherAddress].sort().join(' ');
      if (otherAddress === address || this.told.has(pair)) continue;
      const others = other.keys.prints;
      if (!prints.some((print) => others.has(print))) continue;
      this.told.add(pair);
      this.listener.onSharedKey?.([issuer, other.issuer]);
    }
  }
}
