/**
 * Who may read what, written by hand from the convention's domain reference (its §3 and §4) and from
 * nothing that the product computes. A field of the composed schema that has no line here fails the
 * tests, and so does a line without a field.
 */
import { rows, type Facts, type Row } from './facts.js';
import { reaches, type Reach } from './reaches.js';
import type { Signatory } from './signatories.js';
import { blocks } from './blocks.js';
import type { Block } from './readers.js';

/** A page of a list and its edges are read by those who read the list's rows. */
const pages = [
  'Entree',
  'AgregatIncidents',
  'Incident',
  'Logement',
  'Plainte',
  'Residence',
  'Signalement',
  'Commune',
].concat([
  'DiagnosticEnMarchant',
  'Constat',
  'ProgrammeRenovation',
  'ProcesVerbalBailleur',
  'ProtectionPersonnel',
  'InjonctionPrefectorale',
  'TroubleJouissance',
  'PropositionAlternative',
  'InformationMaire',
  'Correspondant',
  'Instance',
  'Procedure',
  'RappelOrdre',
  'StatistiqueSuites',
  'TransactionMunicipale',
  'IndicateurDelinquance',
  'InfractionNatinf',
  'Problematique',
  'MandatGroupe',
  'SituationSuivie',
  'ActionPrevention',
  'Engagement',
  'EngagementReponse',
  'Communication',
  'Gltd',
  'PosteTravailInteret',
]);
const pageFields = pages.flatMap((type) => [
  ...['edges', 'nodes', 'pageInfo', 'totalCount', 'minimumCount'].map(
    (field) => `${type}Connection.${field}`,
  ),
  ...['cursor', 'node'].map((field) => `${type}Edge.${field}`),
]);

/** By coordinate. */
export const matrix: ReadonlyMap<string, Omit<Block, 'fields'>> = (() => {
  const found = new Map<string, Omit<Block, 'fields'>>();
  const add = (coordinate: string, block: Omit<Block, 'fields'>): void => {
    if (found.has(coordinate)) throw new Error(`${coordinate} stands twice in the matrix`);
    found.set(coordinate, block);
  };
  for (const { fields, ...block } of blocks) {
    for (const line of fields.split('\n').map((text) => text.trim())) {
      const [type = '', names = ''] = line.split(': ');
      for (const name of names.split(' ')) if (name !== '') add(`${type}.${name}`, block);
    }
  }
  for (const coordinate of pageFields) {
    const block = found.get(
      `${/^(\w+)(?:Connection|Edge)\./.exec(coordinate)?.[1] ?? ''}.${keyOf(coordinate)}`,
    );
    if (block) add(coordinate, block);
  }
  return found;
})();

function keyOf(coordinate: string): string {
  if (coordinate.startsWith('InfractionNatinf')) return 'numero';
  return coordinate.startsWith('Commune') ? 'codeInsee' : 'id';
}

/** The reaches by which a signatory may read a field at all; null: it is refused. */
export function reachesOf(coordinate: string, { kind }: Signatory): readonly Reach[] | null {
  return matrix.get(coordinate)?.readers[kind] ?? null;
}

/** Whether a signatory that declares every purpose may read a field of a row. */
export function mayRead(coordinate: string, row: Row, signatory: Signatory): boolean {
  const { part } = matrix.get(coordinate) ?? {};
  const facts: Facts = part === undefined ? row : { ...row.parts?.[part] };
  return (reachesOf(coordinate, signatory) ?? []).some((reach) => reaches[reach](facts, signatory));
}

/** The rows of a type that a signatory may know of. */
export function knownRows(type: string, signatory: Signatory): readonly Row[] {
  return (rows[type] ?? []).filter((row) => mayRead(`${type}.${keyOf(type)}`, row, signatory));
}
