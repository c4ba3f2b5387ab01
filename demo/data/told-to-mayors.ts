import { aMonthAfter } from '../../schema/contract/civil-day.js';
import {
  FaitsProposition,
  MesureAlternative,
  ReponseParquet,
  StatutProposition,
} from '../../subgraphs/ville/alternative/alternative-enums.js';
import type { PropositionAlternative } from '../../subgraphs/ville/alternative/proposition-alternative.js';
import {
  NatureInformation,
  RaisonClassement,
  StatutInformation,
  SuiteInformation,
} from '../../subgraphs/ville/information/information-enums.js';
import type { InformationMaire } from '../../subgraphs/ville/information/information-maire.js';
import { scaled, type Chance } from './chance.js';
import { chatellerault, poitiers, serviceOf } from './places.js';
import type { Stored } from './rows.js';

const communes = [poitiers, chatellerault];
const bailleurs = ['ekidom', 'habitat-vienne', 'sem-hpc'];
const streets = ['rue Imaginaire', 'place Inventée', 'allée des Exemples', 'rue du Modèle'];
const keysOf = <K extends string>(values: Readonly<Record<K, string>>) =>
  Object.keys(values) as K[];

/** In both cities every state, in turn. */
function inTurn<S extends string, Row>(
  statuts: readonly S[],
  inAll: number,
  scale: number,
  invent: (statut: S, communeCode: string) => Row,
): Row[] {
  const states = statuts.flatMap((statut) => communes.map((commune) => ({ statut, commune })));
  return Array.from({ length: Math.max(states.length, scaled(inAll, scale)) }, (_, index) => {
    const state = states[index % states.length];
    if (!state) throw new Error('no state');
    return invent(state.statut, state.commune);
  });
}

/** What mayors proposed to the prosecutor. */
export function inventAlternatives(
  chance: Chance,
  scale: number,
): Stored<PropositionAlternative>[] {
  return inTurn(keysOf(StatutProposition), 18, scale, (statut, communeCode) => {
    const dateFaits = chance.daysAgo(
      statut === 'PROPOSEE' ? chance.integer(5, 30) : chance.integer(60, 300),
    );
    const answered = statut === 'REPONDUE' ? chance.after(dateFaits, 20, 50) : null;
    return {
      id: chance.id(),
      communeCode,
      dateFaits,
      faits: chance.pick(keysOf(FaitsProposition)),
      bailleurId: chance.happens(0.8) ? chance.pick(bailleurs) : null,
      mesureProposee: chance.pick(keysOf(MesureAlternative)),
      reponseParquet: answered === null ? null : chance.pick(keysOf(ReponseParquet)),
      dateReponse: answered,
      statut,
      version: 1,
      statutDepuis: new Date(`${answered ?? dateFaits}T08:00:00Z`),
    };
  });
}

/** What forces and prosecutor told mayors. */
export function inventInformations(chance: Chance, scale: number): Stored<InformationMaire>[] {
  return inTurn(keysOf(StatutInformation), 60, scale, (statut, communeCode) => {
    const told = statut === 'SUITE_COMMUNIQUEE';
    const date = chance.daysAgo(told ? chance.integer(60, 300) : chance.integer(2, 15));
    const signaleeParMaire = chance.happens(0.3);
    const suite = told ? chance.pick(keysOf(SuiteInformation)) : null;
    const dateSuite = told ? chance.after(date, 15, 50) : null;
    return {
      id: chance.id(),
      communeCode,
      auteurId: chance.happens(0.8) ? serviceOf(communeCode) : 'parquet-poitiers',
      nature: chance.pick(keysOf(NatureInformation)),
      date,
      lieu: chance.pick(streets),
      signaleeParMaire,
      dateLimiteSuite: signaleeParMaire ? aMonthAfter(date) : null,
      suiteCommuniquee: suite,
      raisonClassement: suite === 'CLASSEMENT' ? chance.pick(keysOf(RaisonClassement)) : null,
      dateSuite,
      statut,
      version: 1,
      statutDepuis: new Date(`${dateSuite ?? date}T08:00:00Z`),
    };
  });
}
