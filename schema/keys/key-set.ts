import { createPublicKey, type KeyObject } from 'node:crypto';
import { isRecord } from '../is-record.js';
import { keyEntries } from './key-entries.js';
import { keyPrint } from './key-print.js';

/** What a token's protected header says of the key it was signed with. */
export interface SignedWith {
  readonly alg: string;
  /** null: every key that fits is tried. */
  readonly kid: string | null;
}

interface UsableKey {
  readonly kid: string | null;
  /** The only algorithm it is meant for; null: any that its kind allows. */
  readonly alg: string | null;
  readonly kind: string;
  readonly key: KeyObject;
}

/** By algorithm, the kind of key that verifies it. Asymmetric only: with HMAC, readers could sign. */
const kinds: ReadonlyMap<string, string> = new Map([
  ...['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512'].map((alg) => [alg, 'RSA'] as const),
  ['ES256', 'EC P-256'],
  ['ES384', 'EC P-384'],
  ['ES512', 'EC P-521'],
  ['EdDSA', 'OKP Ed25519'],
  ['Ed25519', 'OKP Ed25519'],
]);
const usableKinds = new Set(kinds.values());
const leastRsaBits = 2_048;
/** Nobody makes keys with a larger one, and each verification would take as much longer. */
const largestExponent = 0xffff_ffffn;

/** The public keys that one issuer shows (RFC 7517). An entry that cannot be used refuses only itself. */
export class KeySet {
  private printed: ReadonlySet<string> | null = null;

  private constructor(
    private readonly keys: readonly UsableKey[],
    /** Entries meant for signatures that cannot be read or must not be used. */
    readonly faultyEntries: number,
  ) {}

  /** @throws NoKeySet */
  static parse(text: string): KeySet {
    const keys: UsableKey[] = [];
    let faulty = 0;
    for (const entry of keyEntries(text)) {
      if (isRecord(entry) && isForSomethingElse(entry)) continue;
      const key = usableKey(entry);
      if (key) keys.push(key);
      else faulty += 1;
    }
    return new KeySet(keys, faulty);
  }

  /** By which a key is known again in another set. Always the same set. */
  get prints(): ReadonlySet<string> {
    return (this.printed ??= new Set(this.keys.map(({ key }) => keyPrint(key))));
  }

  /** The keys that may have signed it. */
  fitting({ alg, kid }: SignedWith): readonly KeyObject[] {
    const kind = kinds.get(alg);
    return this.keys
      .filter(
        (candidate) =>
          candidate.kind === kind &&
          (kid === null || candidate.kid === kid) &&
          (candidate.alg === null || plain(candidate.alg) === plain(alg)),
      )
      .map(({ key }) => key);
  }
}

/** `Ed25519` is the newer name of what `EdDSA` means for such keys. */
function plain(alg: string): string {
  return alg === 'Ed25519' ? 'EdDSA' : alg;
}

function isForSomethingElse({ use, key_ops: operations }: Record<string, unknown>): boolean {
  if (use !== undefined && use !== 'sig') return true;
  return Array.isArray(operations) && !operations.includes('verify');
}

function usableKey(entry: unknown): UsableKey | null {
  if (!isRecord(entry)) return null;
  const { kid = null, alg = null, kty, crv, d } = entry;
  if ((kid !== null && typeof kid !== 'string') || (alg !== null && typeof alg !== 'string')) {
    return null;
  }
  const kind = kty === 'RSA' ? 'RSA' : `${String(kty)} ${String(crv)}`;
  // A private key that was published is anybody's.
  if (d !== undefined || !usableKinds.has(kind)) return null;
  try {
    const key = createPublicKey({ key: entry, format: 'jwk' });
    const { modulusLength = leastRsaBits, publicExponent = 0n } = key.asymmetricKeyDetails ?? {};
    const isRefused = modulusLength < leastRsaBits || publicExponent > largestExponent;
    return isRefused ? null : { kid, alg, kind, key };
  } catch {
    return null;
  }
}
