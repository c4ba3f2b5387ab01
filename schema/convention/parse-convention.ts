import { dirname, resolve } from 'node:path';
import { ambiguitiesOf } from './ambiguities.js';
import { reportClaimFaults } from './claim-faults.js';
import { ConventionFile } from './convention-file.js';
import type {
  Acces,
  Convention,
  ConventionFault,
  Donnee,
  Emetteur,
  Fondement,
  Operateur,
  Partition,
  Signataire,
} from './convention.js';
import { reportDateFaults } from './date-faults.js';
import { reportIssuerFaults } from './issuer-faults.js';
import { keyPrintsIn, type KeysOf } from '../keys/key-prints.js';
import { reportPartitionFaults } from './partition-faults.js';
import { reportReferenceFaults } from './reference-faults.js';
import { reportShapeFaults } from './shape-faults.js';

export type ParsedConvention =
  | {
      readonly convention: Convention;
      /** What leaves open who speaks for whom: see `ambiguitiesOf`. */
      readonly ambiguities: readonly ConventionFault[];
    }
  | { readonly faults: readonly ConventionFault[] };

/**
 * Parses a convention file, once: what comes out needs no further check. Never throws; all faults
 * are reported together, in French, in the order of the file.
 * @param file path of the file, against whose folder a relative `jwks` is resolved.
 * @param keysOf which keys such a file of keys holds.
 */
export function parseConvention(
  source: string,
  file: string,
  keysOf: KeysOf = keyPrintsIn,
): ParsedConvention {
  const written = new ConventionFile(source);
  if (written.faults.length > 0) return { faults: written.faults };
  reportShapeFaults(written);
  reportReferenceFaults(written);
  reportDateFaults(written);
  reportIssuerFaults(written);
  reportClaimFaults(written);
  reportPartitionFaults(written);
  if (written.faults.length > 0) return { faults: written.faults };
  const folder = dirname(file);
  return {
    convention: conventionOf(written.raw as WrittenConvention, folder),
    ambiguities: ambiguitiesOf(written, folder, keysOf),
  };
}

/** What the JSON Schema guarantees. */
interface WrittenConvention {
  readonly convention: {
    titre: string;
    reference: string;
    effet: string;
    echeance?: string | null;
  };
  readonly emetteurs: readonly Optional<Emetteur, 'porteesParDefaut'>[];
  readonly fondements: readonly Optional<Fondement, 'effet' | 'jusqu'>[];
  readonly donnees: Readonly<
    Record<string, Optional<Omit<Donnee, 'portee'>, 'conservation' | 'enClair'>>
  >;
  readonly finalites?: Readonly<Record<string, string>>;
  readonly signataires: readonly Optional<
    Signataire,
    | 'nom'
    | 'representant'
    | 'territoire'
    | 'approbation'
    | 'signature'
    | 'retrait'
    | 'origines'
    | 'clientsRestreints'
  >[];
  readonly acces: readonly Optional<Acces, 'donnees' | 'politiques' | 'perimetre' | 'finalites'>[];
  readonly partitions?: Readonly<
    Record<
      string,
      {
        readonly operateurs: Readonly<Record<string, Partial<Operateur> | null>>;
        readonly perimetresPropres?: Partition['perimetresPropres'];
        readonly parTerritoire?: boolean;
        readonly communs?: string;
      }
    >
  >;
}

type Optional<T, K extends keyof T> = Omit<T, K> & Partial<Pick<T, K>>;

function conventionOf(written: WrittenConvention, folder: string): Convention {
  return {
    ...written.convention,
    echeance: written.convention.echeance ?? null,
    emetteurs: byKey(written.emetteurs, 'issuer', (emetteur) => ({
      ...emetteur,
      jwks: resolveJwks(emetteur.jwks, folder),
      porteesParDefaut: emetteur.porteesParDefaut ?? false,
    })),
    fondements: byKey(written.fondements, 'id', (fondement) => ({
      ...fondement,
      effet: fondement.effet ?? null,
      jusqu: fondement.jusqu ?? null,
    })),
    donnees: new Map(
      Object.entries(written.donnees).map(([portee, donnee]) => [
        portee,
        {
          ...donnee,
          portee,
          enClair: donnee.enClair ?? null,
          conservation: donnee.conservation ?? null,
        },
      ]),
    ),
    finalites: new Map(Object.entries(written.finalites ?? {})),
    signataires: byKey(written.signataires, 'id', (signataire) => ({
      ...signataire,
      nom: signataire.nom ?? signataire.id,
      representant: signataire.representant ?? null,
      territoire: signataire.territoire ?? {},
      approbation: signataire.approbation ?? null,
      signature: signataire.signature ?? null,
      retrait: signataire.retrait ?? null,
      origines: signataire.origines ?? [],
      clientsRestreints: signataire.clientsRestreints ?? [],
    })),
    acces: written.acces.map((acces) => ({
      ...acces,
      donnees: acces.donnees ?? [],
      politiques: acces.politiques ?? [],
      perimetre: acces.perimetre ?? null,
      finalites: acces.finalites ?? null,
    })),
    partitions: new Map(
      Object.entries(written.partitions ?? {}).map(([subgraph, partition]) => [
        subgraph,
        {
          operateurs: new Map(
            Object.entries(partition.operateurs).map(([id, operateur]) => [
              id,
              { quartiers: operateur?.quartiers ?? null },
            ]),
          ),
          perimetresPropres: partition.perimetresPropres ?? [],
          parTerritoire: partition.parTerritoire ?? false,
          communs: partition.communs ?? null,
        },
      ]),
    ),
  };
}

function byKey<Key extends string, From extends Record<Key, string>, To>(
  items: readonly From[],
  key: Key,
  complete: (item: From) => To,
): ReadonlyMap<string, To> {
  return new Map(items.map((item) => [item[key], complete(item)]));
}

function resolveJwks(jwks: string, folder: string): string {
  return /^https?:\/\//i.test(jwks) ? jwks : resolve(folder, jwks);
}
