import type { Emetteur } from '../../schema/convention/convention.js';
import { HeldKeys, type KeyPatience, type KeyReading } from './held-keys.js';
import { keysAt, keysIn } from './read-keys.js';

/** An hour: as long as a token that was given before its issuer fell silent may live. */
const overHttp: KeyPatience = {
  fresh: 10_000,
  kept: 3_600_000,
  cooldown: 5_000,
  unknownKeyPause: 2_000,
};
/** A minute: a file that is being replaced, or a folder that is mounted anew. */
const inFile: KeyPatience = { fresh: 0, kept: 60_000, cooldown: 0, unknownKeyPause: 0 };

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
      const onReading = (reading: KeyReading): void => {
        this.onReading(issuer, reading);
      };
      keys = /^https?:/i.test(jwks)
        ? new HeldKeys(keysAt(jwks), overHttp, onReading)
        : new HeldKeys(keysIn(jwks), inFile, onReading);
      this.byAddress.set(jwks, keys);
    }
    return keys;
  }
}
