import { Arg, Args, Ctx, Mutation, Resolver } from 'type-graphql';
import signataires from '../../../schema/reference/signataires.json' with { type: 'json' };
import { civilDay } from '../../../schema/contract/civil-day.js';
import { ActeArgs, CreationArgs } from '../../kit/acts/act-args.js';
import { outcomeTypeOf } from '../../kit/acts/outcome-type.js';
import { readingNeeded, Refused } from '../../kit/acts/refusal.js';
import { describeTransition, type ActContext } from '../../kit/acts/workflow.js';
import type { SubgraphContext } from '../../kit/context.js';
import { infractionKeys } from '../../kit/infraction.js';
import { DoneByOwn } from '../../kit/partition.js';
import { Portee } from '../../kit/portee.js';
import { Incident } from '../incident/incident.js';
import {
  SaisieAvisPlainte,
  SaisiePlainte,
  SaisieRecepisse,
  SaisieSuitePlainte,
} from './plainte-inputs.js';
import { avisPlainte, depot, plainteWorkflow, reception } from './plainte-workflow.js';
import { Plainte } from './plainte.js';

const ActePlainte = outcomeTypeOf(Plainte, 'plainte', 'la plainte');
const forces = new Set(ofNature('police', 'gendarmerie'));
const [parquet = ''] = ofNature('justice');

const about = (act: string) => ({
  nullable: true,
  description: describeTransition(plainteWorkflow, act),
});

/** The acts of W2 on a complaint, each one arrow of `plainteWorkflow`. */
@Resolver()
export class PlainteActsResolver {
  @Mutation(() => ActePlainte, about('deposerPlainte'))
  @DoneByOwn()
  @Portee(depot)
  async deposerPlainte(
    @Ctx() { acts, access, appelant }: SubgraphContext,
    @Args(() => CreationArgs) request: CreationArgs,
    @Arg('saisie', () => SaisiePlainte, { description: 'La plainte.' }) saisie: SaisiePlainte,
  ): Promise<object> {
    const outcome = await acts.create(plainteWorkflow, request, saisie, async (context) => {
      await check(context, access);
      return {
        incidentId: saisie.incident,
        plaignantId: appelant.signataire ?? '',
        serviceId: saisie.service,
        parquetId: parquet,
        dateDepot: saisie.dateDepot,
        numeroPv: null,
        recepisse: false,
        qualificationCodes: infractionKeys(saisie.qualifications),
        procedureId: null,
      };
    });
    return ActePlainte.of(outcome);
  }

  @Mutation(() => ActePlainte, about('delivrerRecepissePlainte'))
  @Portee(reception)
  async delivrerRecepissePlainte(
    @Ctx() { acts }: SubgraphContext,
    @Args(() => ActeArgs) { id, ...request }: ActeArgs,
    @Arg('saisie', () => SaisieRecepisse, { description: 'Le récépissé.' })
    saisie: SaisieRecepisse,
  ): Promise<object> {
    const act = 'delivrerRecepissePlainte';
    return ActePlainte.of(
      await acts.perform(plainteWorkflow, act, id, request, saisie, () => ({
        numeroPv: saisie.numeroPv,
        recepisse: true,
      })),
    );
  }

  @Mutation(() => ActePlainte, about('transmettrePlainte'))
  @Portee(reception)
  async transmettrePlainte(
    @Ctx() { acts }: SubgraphContext,
    @Args(() => ActeArgs) { id, ...request }: ActeArgs,
  ): Promise<object> {
    return ActePlainte.of(
      await acts.perform(plainteWorkflow, 'transmettrePlainte', id, request, {}),
    );
  }

  @Mutation(() => ActePlainte, about('recevoirAvisPlainte'))
  @Portee(avisPlainte)
  async recevoirAvisPlainte(
    @Ctx() { acts }: SubgraphContext,
    @Args(() => ActeArgs) { id, ...request }: ActeArgs,
    @Arg('saisie', () => SaisieAvisPlainte, { description: 'L’avis inscrit.' })
    saisie: SaisieAvisPlainte,
  ): Promise<object> {
    const act = 'recevoirAvisPlainte';
    return ActePlainte.of(
      await acts.perform(plainteWorkflow, act, id, request, saisie, () => ({
        procedureId: saisie.procedure,
      })),
    );
  }

  @Mutation(() => ActePlainte, about('recevoirAppelPlainte'))
  @Portee(avisPlainte)
  async recevoirAppelPlainte(
    @Ctx() { acts }: SubgraphContext,
    @Args(() => ActeArgs) { id, ...request }: ActeArgs,
    @Arg('saisie', () => SaisieSuitePlainte, { description: 'La suite inscrite.' })
    saisie: SaisieSuitePlainte,
  ): Promise<object> {
    const act = 'recevoirAppelPlainte';
    return ActePlainte.of(await acts.perform(plainteWorkflow, act, id, request, saisie));
  }

  @Mutation(() => ActePlainte, about('recevoirJugementPlainte'))
  @Portee(avisPlainte)
  async recevoirJugementPlainte(
    @Ctx() { acts }: SubgraphContext,
    @Args(() => ActeArgs) { id, ...request }: ActeArgs,
    @Arg('saisie', () => SaisieSuitePlainte, { description: 'La suite inscrite.' })
    saisie: SaisieSuitePlainte,
  ): Promise<object> {
    const act = 'recevoirJugementPlainte';
    return ActePlainte.of(await acts.perform(plainteWorkflow, act, id, request, saisie));
  }
}

/** @throws Refused for what is no complaint of this landlord. */
async function check(
  { input, manager, now }: ActContext<SaisiePlainte>,
  access: SubgraphContext['access'],
): Promise<void> {
  if (!input.dommagePropre) {
    throw new Refused(
      'DOMMAGE_D_AUTRUI',
      'Un bailleur porte plainte pour son propre dommage : la personne atteinte dépose sa plainte elle-même.',
      'dommagePropre',
    );
  }
  if (!forces.has(input.service)) {
    throw new Refused(
      'SERVICE_INCONNU',
      'Une plainte est reçue par la police ou la gendarmerie : choisissez l’un des deux.',
      'service',
    );
  }
  const incident = await access.lockUnder(manager, Incident, input.incident, 'incident:saisie');
  if (!incident) {
    throw new Refused(
      'INCIDENT_INTROUVABLE',
      'Une plainte porte sur un incident de votre patrimoine : vérifiez l’identifiant.',
      'incident',
    );
  }
  if (!(await access.readsUnder(manager, Incident, incident, ['Incident.dateFaits']))) {
    throw readingNeeded('incident');
  }
  if (input.dateDepot > civilDay(now) || input.dateDepot < incident.dateFaits) {
    throw new Refused(
      'DATE_IMPOSSIBLE',
      'Le dépôt a eu lieu après les faits, et pas plus tard qu’aujourd’hui : corrigez la date.',
      'dateDepot',
    );
  }
}

function ofNature(...natures: readonly string[]): string[] {
  return signataires.filter(({ nature }) => natures.includes(nature)).map(({ id }) => id);
}
