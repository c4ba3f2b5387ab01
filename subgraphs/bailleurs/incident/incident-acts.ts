import { randomUUID } from 'node:crypto';
import { Arg, Args, Ctx, Mutation, Resolver } from 'type-graphql';
import { ActeArgs, CreationArgs } from '../../kit/acts/act-args.js';
import { outcomeTypeOf } from '../../kit/acts/outcome-type.js';
import { Refused } from '../../kit/acts/refusal.js';
import { describeTransition, type ActContext } from '../../kit/acts/workflow.js';
import { valueAt } from '../../kit/entity.js';
import type { SubgraphContext } from '../../kit/context.js';
import { DoneByOwn } from '../../kit/partition.js';
import { Portee } from '../../kit/portee.js';
import { Residence } from '../residence/residence.js';
import { CorrectionIncident } from './correction-incident.js';
import { checkIncident, enteredColumns, refuseWithoutPurpose } from './entered-incident.js';
import { SaisieCorrectionIncident, SaisieIncident } from './incident-inputs.js';
import { incidentWorkflow, saisie as scope } from './incident-workflow.js';
import { Incident } from './incident.js';

const ActeIncident = outcomeTypeOf(Incident, 'incident', 'l’incident');

const about = (act: string) => ({
  nullable: true,
  description: describeTransition(incidentWorkflow, act),
});

/** What may be left out of an incident. */
const nothing: Pick<
  Incident,
  | 'trancheHoraire'
  | 'infractionCode'
  | 'entreeId'
  | 'coutEstime'
  | 'victimeQualite'
  | 'victimeItt'
  | 'victimeIdentite'
  | 'auteurConnu'
  | 'auteurIdentite'
  | 'auteurLienBail'
> = {
  trancheHoraire: null,
  infractionCode: null,
  entreeId: null,
  coutEstime: null,
  victimeQualite: null,
  victimeItt: null,
  victimeIdentite: null,
  auteurConnu: false,
  auteurIdentite: null,
  auteurLienBail: null,
};

/** How a landlord brings an incident in, corrects it and closes it. */
@Resolver()
export class IncidentActsResolver {
  @Mutation(() => ActeIncident, about('saisirIncident'))
  @DoneByOwn()
  @Portee(scope)
  async saisirIncident(
    @Ctx() { acts, access, appelant }: SubgraphContext,
    @Args(() => CreationArgs) request: CreationArgs,
    @Arg('saisie', () => SaisieIncident, { description: 'Les faits.' }) saisie: SaisieIncident,
  ): Promise<object> {
    const bailleurId = appelant.territoire.patrimoine ?? '';
    const make = async (context: ActContext<SaisieIncident>) => {
      const { manager } = context;
      refuseWithoutPurpose(saisie, appelant);
      const { residence: id, type, gravite, dateFaits, lieuType, recurrence, appel17 } = saisie;
      const residence = await manager.findOneBy(Residence, { id, bailleurId });
      if (!residence) {
        throw new Refused(
          'RESIDENCE_INTROUVABLE',
          'Un incident a lieu dans une résidence de votre patrimoine : vérifiez l’identifiant.',
          'residence',
        );
      }
      const incident = {
        ...nothing,
        residenceId: id,
        bailleurId,
        communeCode: residence.communeCode,
        quartierCode: residence.quartierCode,
        type,
        gravite,
        dateFaits,
        moisFaits: dateFaits.slice(0, 7),
        lieuType,
        recurrence,
        appel17,
        ...enteredColumns(saisie, appelant),
      };
      await checkIncident({ ...incident, residenceId: () => id }, access, context);
      return incident;
    };
    return ActeIncident.of(await acts.create(incidentWorkflow, request, saisie, make));
  }

  @Mutation(() => ActeIncident, about('corrigerIncident'))
  @Portee(scope)
  async corrigerIncident(
    @Ctx() { acts, access, appelant }: SubgraphContext,
    @Args(() => ActeArgs) { id, ...request }: ActeArgs,
    @Arg('saisie', () => SaisieCorrectionIncident, { description: 'Ce qui est corrigé.' })
    saisie: SaisieCorrectionIncident,
  ): Promise<object> {
    const outcome = await acts.perform(
      incidentWorkflow,
      'corrigerIncident',
      id,
      request,
      saisie,
      async (incident, context) => {
        const { manager, now } = context;
        refuseWithoutPurpose(saisie, appelant);
        const columns = enteredColumns(saisie, appelant);
        if (Object.keys(columns).length === 0) {
          throw new Refused(
            'RIEN_A_CORRIGER',
            'Une correction dit au moins une valeur : laquelle ?',
          );
        }
        const { gravite, appel17 } = incident;
        const residenceId = () => incident.residenceId;
        await checkIncident({ gravite, appel17, ...columns, residenceId }, access, context);
        await manager.insert(CorrectionIncident, {
          id: randomUUID(),
          incidentId: id,
          version: incident.version + 1,
          motif: saisie.motif,
          le: now,
          avant: replaced(incident, columns),
        });
        return columns;
      },
    );
    return ActeIncident.of(outcome);
  }

  @Mutation(() => ActeIncident, about('cloreIncident'))
  @Portee(scope)
  async cloreIncident(
    @Ctx() { acts }: SubgraphContext,
    @Args(() => ActeArgs) { id, ...request }: ActeArgs,
  ): Promise<object> {
    return ActeIncident.of(await acts.perform(incidentWorkflow, 'cloreIncident', id, request, {}));
  }
}

/** What the incident had where the new values differ. */
function replaced(incident: Incident, columns: Partial<Incident>): object {
  return Object.fromEntries(
    Object.entries(columns).flatMap(([name, value]) => {
      const stored = valueAt(incident, name);
      return stored === value ? [] : [[name, stored]];
    }),
  );
}
