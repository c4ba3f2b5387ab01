import {
  LieuProblematique,
  MotifEcartProblematique,
  SolutionProblematique,
  StatutProblematique,
  ThemeProblematique,
} from '../../subgraphs/ville/problematique/problematique-enums.js';
import type { Problematique } from '../../subgraphs/ville/problematique/problematique.js';
import type { Annuaire } from './annuaire.js';
import { scaled, type Chance } from './chance.js';
import { poitiers } from './places.js';
import type { Stored } from './rows.js';

const problemsInAll = 60;
const statuts = Object.keys(StatutProblematique) as StatutProblematique[];
const lieux = Object.keys(LieuProblematique) as LieuProblematique[];
const themes = Object.keys(ThemeProblematique) as ThemeProblematique[];
const solutions = Object.keys(SolutionProblematique) as SolutionProblematique[];
const motifs = Object.keys(MotifEcartProblematique) as MotifEcartProblematique[];
const planned = new Set<StatutProblematique>(['PLANIFIEE', 'RESOLUE', 'CLOSE']);

/** On the board of each GPO every state, in turn, with the dates that go with it. */
export function inventProblematiques(
  chance: Chance,
  { instances, membres }: Annuaire,
  scale: number,
): Stored<Problematique>[] {
  return instances
    .filter(({ type }) => type === 'GPO')
    .flatMap(({ id: instanceId }) => {
      const members = membres.filter((membre) => membre.instanceId === instanceId);
      const inAll = Math.max(statuts.length, scaled(problemsInAll, scale));
      return Array.from({ length: inAll }, (_, index) => ({
        ...inventProblematique(
          chance,
          statuts[index % statuts.length] ?? 'OUVERTE',
          members.map(({ signataireId }) => signataireId),
        ),
        instanceId,
      }));
    });
}

function inventProblematique(
  chance: Chance,
  statut: StatutProblematique,
  members: readonly string[],
): Omit<Stored<Problematique>, 'instanceId'> {
  const dateReperage = chance.daysAgo(chance.integer(30, 300));
  const isPlanned = planned.has(statut);
  const isResolved = statut === 'RESOLUE' || statut === 'CLOSE';
  const dateResolution = isResolved ? chance.after(dateReperage, 10, 25) : null;
  return {
    id: chance.id(),
    communeCode: poitiers,
    quartierCode: 'QN08604M',
    residenceId: null,
    lieu: chance.pick(lieux),
    theme: chance.pick(themes),
    dateReperage,
    solution: isPlanned ? chance.pick(solutions) : null,
    piloteId: isPlanned ? chance.pick(members) : null,
    echeance: isPlanned ? chance.term(dateReperage, 30, 90) : null,
    dateResolution,
    motifEcart: statut === 'ECARTEE' ? chance.pick(motifs) : null,
    statut,
    version: 1,
    statutDepuis: new Date(`${dateResolution ?? dateReperage}T08:00:00Z`),
  };
}
