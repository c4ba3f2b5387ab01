import { infractions } from '../../schema/reference/infractions.js';
import type { InfractionNatinf } from '../../subgraphs/justice/natinf/infraction-natinf.js';
import type { IndicateurDelinquance } from '../../subgraphs/ville/indicateur/indicateur-delinquance.js';
import type { Chance } from './chance.js';
import { communes } from './places.js';
import type { Stored } from './rows.js';

/** In the words of the published base, with what is counted and how often per thousand. */
const kinds = [
  ['Destructions et dégradations volontaires', 'Infraction', 7],
  ['Violences physiques hors cadre familial', 'Victime', 3],
  ['Trafic de stupéfiants', 'Mis en cause', 1],
] as const;
const years = 3;
/** The base publishes a commune's count from here on. */
const leastPublished = 5;

/** A line for every commune, year and kind, as the base has them: most small communes are not published. */
export function inventIndicateurs(chance: Chance): Stored<IndicateurDelinquance>[] {
  const last = Number(chance.day.slice(0, 4)) - 1;
  return communes.flatMap(({ codeInsee, populationMunicipale }) =>
    kinds.flatMap(([indicateur, uniteDeCompte, rate]) =>
      Array.from({ length: years }, (_, back) => last - back).map((annee) => {
        const thousands = populationMunicipale / 1_000;
        const counted = Math.round((thousands * rate * chance.integer(60, 140)) / 100);
        const diffuse = counted >= leastPublished;
        return {
          id: `${codeInsee}-${annee}-${kinds.findIndex(([name]) => name === indicateur)}`,
          communeCode: codeInsee,
          annee,
          indicateur,
          uniteDeCompte,
          diffuse,
          nombre: diffuse ? counted : null,
          tauxPourMille: diffuse ? counted / thousands : null,
          complementNombre: diffuse ? null : 1.5,
          complementTaux: diffuse ? null : rate / 2,
        };
      }),
    ),
  );
}

/** What stands in the project's reference with a confirmed number: no list is invented. */
export function knownNatinf(): Stored<InfractionNatinf>[] {
  return Object.values(infractions).flatMap(({ natinf, nature, qualification }) =>
    natinf === null
      ? []
      : [{ numero: natinf, nature, qualification, definiePar: null, reprimeePar: null }],
  );
}
