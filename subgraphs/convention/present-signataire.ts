import type {
  Convention,
  Signataire as SignataireConvention,
} from '../../schema/convention/convention.js';
import { conventionRuns, signataireInForce } from '../../schema/convention/in-force.js';
import { Approbation, Signataire, Territoire, type StatutSignature } from './signataire.js';
import { Commune, Epci } from './territoires.js';

/** A signatory of the file as the schema shows it, on this day (ISO date in France). */
export function presentSignataire(
  convention: Convention,
  written: SignataireConvention,
  on: string,
): Signataire {
  const { id, nom, nature, representant, approbation, signature, retrait } = written;
  return Object.assign(new Signataire(), {
    id,
    nom,
    nature,
    representantTitre: representant,
    signature,
    retrait,
    territoire: presentTerritoire(written.territoire),
    statut: statutOf(convention, written, on),
    approbation: approbation && Object.assign(new Approbation(), approbation),
  });
}

function presentTerritoire(written: SignataireConvention['territoire']): Territoire {
  const { patrimoine, commune, epci, zone, departement } = written;
  return Object.assign(new Territoire(), {
    patrimoine: patrimoine ?? null,
    commune: commune === undefined ? null : Object.assign(new Commune(), { codeInsee: commune }),
    epci: epci === undefined ? null : Object.assign(new Epci(), { siren: epci }),
    zone: zone ?? null,
    departement: departement ?? null,
  });
}

function statutOf(
  convention: Convention,
  signataire: SignataireConvention,
  on: string,
): StatutSignature {
  if (signataireInForce(convention, signataire, on)) return 'EN_VIGUEUR';
  if (!conventionRuns(convention, on)) return 'CONVENTION_CLOSE';
  const { approbation, retrait } = signataire;
  if (retrait !== null && retrait <= on) return 'RETIREE';
  return approbation === null || approbation.date > on ? 'NON_APPROUVEE' : 'NON_SIGNEE';
}
