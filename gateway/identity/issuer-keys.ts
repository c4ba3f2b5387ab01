import type { Emetteur } from '../../schema/convention/convention.js';
import { HeldKeys, type KeyReading } from '../../schema/keys/held-keys.js';

/** The public keys of token issuers. They outlive a version of the convention. */
export class IssuerKeys {
  private readonly byAddress = new Map<string, HeldKeys>();

  /** @param onReading told of every reading. */
  constructor(
    private readonly onReading: (issuer: string, reading: KeyReading) => void = () => undefined,
  ) {}

  of({ issuer, jwks }: Emetteur): HeldKeys {
    let keys = this.byAddress.get(jwks);
    if (!keys) {
      keys = HeldKeys.from(jwks, (reading) => {
        this.onReading(issuer, reading);
      });
      this.byAddress.set(jwks, keys);
    }
    return keys;
  }
}
