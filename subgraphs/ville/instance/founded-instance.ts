import type { EntityManager } from 'typeorm';
import signataires from '../../../schema/reference/signataires.json' with { type: 'json' };
import territoires from '../../../schema/reference/territoires.json' with { type: 'json' };
import { Refused } from '../../kit/acts/refusal.js';
import type { ActContext } from '../../kit/acts/workflow.js';
import type { SaisieInstance } from './instance-inputs.js';
import { Instance, type TypeInstance } from './instance.js';
import { nameOfPerimetre, wholeConvention } from './perimetre-instance.js';

type Founded = Pick<Instance, 'type' | 'perimetreCode' | 'presidenceId'>;
type Signatory = (typeof signataires)[number];

/** Who presides each, by the nature of the signatory (CSI L132-4, L132-5, D132-7 ff; GPO: the police). */
const presided: Readonly<Record<TypeInstance, readonly string[]>> = {
  CLSPD_PLENIER: ['ville'],
  CLSPD_RESTREINT: ['ville'],
  CISPD: ['epci'],
  GROUPE_TRAVAIL: ['ville', 'epci'],
  CELLULE_VEILLE: ['ville', 'epci'],
  GPO: ['police'],
  COMITE_PILOTAGE: ['etat'],
  COMITE_SUIVI: ['etat'],
};

/** Of a territory there is one; of groups as many as are needed. */
const single: readonly TypeInstance[] = [
  'CLSPD_PLENIER',
  'CLSPD_RESTREINT',
  'CISPD',
  'COMITE_PILOTAGE',
  'COMITE_SUIVI',
];

/** The instance that its president sets up. @throws Refused where it is not its to preside, or there. */
export async function foundedInstance({
  appelant,
  input: { type, perimetre },
  manager,
}: ActContext<SaisieInstance>): Promise<Founded> {
  const founder = signataires.find(({ id }) => id === appelant.signataire);
  if (nameOfPerimetre(perimetre) === null) {
    throw new Refused(
      'PERIMETRE_INCONNU',
      'Le périmètre est le code d’une commune, d’un quartier prioritaire ou d’un EPCI, ou CONVENTION.',
      'perimetre',
    );
  }
  if (!founder || !presided[type].includes(founder.nature)) {
    throw new Refused(
      'PRESIDENCE_IMPOSSIBLE',
      'Une ville préside un CLSPD, une ville ou un EPCI un groupe de travail ou une cellule de veille, un EPCI un CISPD, la police un GPO, la préfecture un comité.',
      'type',
    );
  }
  if (!isPerimetreOf(founder, type, perimetre)) {
    throw new Refused(
      'PERIMETRE_HORS_TERRITOIRE',
      'Un conseil a le territoire de qui le préside, un groupe ce territoire ou l’un de ses quartiers, un comité toute la convention.',
      'perimetre',
    );
  }
  if (single.includes(type)) await refuseSecond(manager, type, perimetre);
  return { type, perimetreCode: perimetre, presidenceId: founder.id };
}

function isPerimetreOf({ territoire }: Signatory, type: TypeInstance, code: string): boolean {
  if (type === 'COMITE_PILOTAGE' || type === 'COMITE_SUIVI') return code === wholeConvention;
  const communes = communesOf(code);
  if (type === 'GPO') return communes.length > 0;
  if (code === territoire.commune || code === territoire.epci) return true;
  if (single.includes(type)) return false;
  // A quartier may span communes that have not signed: it is a group's for the part that is its own.
  return territoires.communes.some(
    ({ codeInsee, epci }) =>
      communes.includes(codeInsee) &&
      (codeInsee === territoire.commune || epci === territoire.epci),
  );
}

/** Of a commune itself, of a quartier those that it spans; of anything else none. */
function communesOf(code: string): readonly string[] {
  const quartier = territoires.quartiers.find(({ codeQpv }) => codeQpv === code);
  if (quartier) return quartier.communes;
  return territoires.communes.some(({ codeInsee }) => codeInsee === code) ? [code] : [];
}

async function refuseSecond(
  manager: EntityManager,
  type: TypeInstance,
  perimetreCode: string,
): Promise<void> {
  if (!(await manager.existsBy(Instance, { type, perimetreCode }))) return;
  throw new Refused(
    'DEJA_EN_PLACE',
    'Cette instance est déjà en place sur ce territoire : ajoutez-y des membres.',
    'type',
  );
}
