import { exportJWK, generateKeyPair, SignJWT, type CryptoKey } from 'jose';
import { stringify } from 'yaml';
import type { Caller } from './scenario.js';

const issuer = 'https://idp.exemple.test';
const audience = 'passerelle';

/** One signatory for each set of rights, one issuer for all: the convention the scenarios run under. */
export class ScenarioCallers {
  private readonly signatories = new Map<string, { id: string; caller: Caller }>();

  private constructor(
    private readonly privateKey: CryptoKey,
    /** What the convention's `jwks` file holds. */
    readonly jwks: string,
  ) {}

  static async create(callers: readonly Caller[]): Promise<ScenarioCallers> {
    const { privateKey, publicKey } = await generateKeyPair('ES256', { extractable: true });
    const key = { ...(await exportJWK(publicKey)), kid: 'essai', alg: 'ES256', use: 'sig' };
    const all = new ScenarioCallers(privateKey, JSON.stringify({ keys: [key] }));
    for (const caller of callers.filter(({ authenticated }) => authenticated)) {
      const name = keyOf(caller);
      if (!all.signatories.has(name)) {
        all.signatories.set(name, { id: `lecteur-${all.signatories.size + 1}`, caller });
      }
    }
    return all;
  }

  /** A convention file in the form of the example, its keys in `jwks.json` beside it. */
  conventionFile(): string {
    const signatories = [...this.signatories.values()];
    const scopes = new Set(signatories.flatMap(({ caller }) => caller.scopes));
    return stringify({
      convention: { titre: 'Essai', reference: 'essai', effet: '2023-07-01', echeance: null },
      emetteurs: [{ issuer, audience, jwks: './jwks.json' }],
      fondements: [{ id: 'essai', reference: 'Convention, article 6', depuis: '2023-07-01' }],
      donnees: Object.fromEntries(
        [...scopes].map((scope) => [
          scope,
          { proprietaire: 'essai', classe: 'P1', libelle: `Donnée ${scope}` },
        ]),
      ),
      signataires: signatories.map(({ id }) => ({
        id,
        nom: id,
        nature: 'bailleur',
        representant: 'Directrice générale',
        territoire: { patrimoine: id },
        emetteur: issuer,
        approbation: { instance: 'conseil', reference: 'essai', date: '2023-06-20' },
        signature: '2023-07-03',
        retrait: null,
      })),
      acces: signatories
        .filter(({ caller }) => caller.scopes.length + caller.policies.length > 0)
        .map(({ id, caller }) => ({
          donnees: caller.scopes,
          politiques: caller.policies,
          a: [id],
          fondement: 'essai',
        })),
    });
  }

  /** A signed token of the caller's signatory; null for an anonymous caller. */
  async token(caller: Caller): Promise<string | null> {
    const signatory = this.signatories.get(keyOf(caller));
    if (!caller.authenticated || !signatory) return null;
    return new SignJWT({ signataire: signatory.id, scope: caller.scopes.join(' ') })
      .setProtectedHeader({ alg: 'ES256', kid: 'essai', typ: 'at+jwt' })
      .setIssuer(issuer)
      .setAudience(audience)
      .setSubject('agent')
      .setIssuedAt()
      .setExpirationTime('10m')
      .sign(this.privateKey);
  }
}

function keyOf({ scopes, policies }: Caller): string {
  return JSON.stringify([[...scopes].sort(), [...policies].sort()]);
}
