import { Arg, Args, Ctx, Mutation, Resolver } from 'type-graphql';
import { civilDay } from '../../../schema/contract/civil-day.js';
import { ActeArgs, CreationArgs } from '../../kit/acts/act-args.js';
import { outcomeTypeOf } from '../../kit/acts/outcome-type.js';
import { Refused } from '../../kit/acts/refusal.js';
import { describeTransition } from '../../kit/acts/workflow.js';
import type { SubgraphContext } from '../../kit/context.js';
import { DoneByOwn } from '../../kit/partition.js';
import { Portee } from '../../kit/portee.js';
import { Incident } from '../incident/incident.js';
import { Plainte } from '../plainte/plainte.js';
import {
  SaisieDomiciliation,
  SaisieFaitPersonnel,
  SaisieMesuresProtection,
  SaisiePlaintesProtection,
  SaisieRetex,
} from './protection-inputs.js';
import { ProtectionPersonnel } from './protection-personnel.js';
import { conduite, protectionWorkflow } from './protection-workflow.js';

const ActeProtection = outcomeTypeOf(ProtectionPersonnel, 'protection', 'le dossier');

const about = (act: string) => ({
  nullable: true,
  description: describeTransition(protectionWorkflow, act),
});

/** The acts of W7, each one arrow of `protectionWorkflow`. */
@Resolver()
export class ProtectionActsResolver {
  @Mutation(() => ActeProtection, about('declarerFaitPersonnel'))
  @DoneByOwn()
  @Portee(conduite)
  async declarerFaitPersonnel(
    @Ctx() { acts, access, appelant }: SubgraphContext,
    @Args(() => CreationArgs) request: CreationArgs,
    @Arg('saisie', () => SaisieFaitPersonnel, { description: 'Le fait.' })
    saisie: SaisieFaitPersonnel,
  ): Promise<object> {
    const outcome = await acts.create(
      protectionWorkflow,
      request,
      saisie,
      async ({ manager, now }) => {
        const incident = await access.lockUnder(
          manager,
          Incident,
          saisie.incident,
          'incident:saisie',
        );
        if (!incident) {
          throw new Refused(
            'INCIDENT_INTROUVABLE',
            'Le fait est un incident de votre patrimoine : vérifiez l’identifiant.',
            'incident',
          );
        }
        // INVARIANT: what is said of a victim decides only for who may read it.
        const reads = await access.readsUnder(manager, Incident, incident, ['Victime.qualite']);
        if (!reads || !['SALARIE', 'PRESTATAIRE'].includes(incident.victimeQualite ?? '')) {
          throw new Refused(
            'SANS_PERSONNEL_VICTIME',
            'Cet incident ne dit pas qu’un membre du personnel en a été victime : corrigez-le d’abord.',
            'incident',
          );
        }
        return {
          bailleurId: appelant.signataire ?? '',
          incidentId: incident.id,
          dateDeclaration: civilDay(now),
          declarant: saisie.declarant,
          mesures: [],
          plaintePersonnelle: null,
          plainteId: null,
          domiciliation: null,
          enseignements: [],
        };
      },
    );
    return ActeProtection.of(outcome);
  }

  @Mutation(() => ActeProtection, about('prendreMesuresProtection'))
  @Portee(conduite)
  async prendreMesuresProtection(
    @Ctx() { acts }: SubgraphContext,
    @Args(() => ActeArgs) { id, ...request }: ActeArgs,
    @Arg('saisie', () => SaisieMesuresProtection, { description: 'Les mesures.' })
    saisie: SaisieMesuresProtection,
  ): Promise<object> {
    const act = 'prendreMesuresProtection';
    return ActeProtection.of(
      await acts.perform(protectionWorkflow, act, id, request, saisie, () => ({
        mesures: [...new Set(saisie.mesures)],
      })),
    );
  }

  @Mutation(() => ActeProtection, about('consignerPlaintesProtection'))
  @Portee(conduite)
  async consignerPlaintesProtection(
    @Ctx() { acts, access }: SubgraphContext,
    @Args(() => ActeArgs) { id, ...request }: ActeArgs,
    @Arg('saisie', () => SaisiePlaintesProtection, { description: 'Les plaintes.' })
    saisie: SaisiePlaintesProtection,
  ): Promise<object> {
    const act = 'consignerPlaintesProtection';
    const plainteId = saisie.plainte ?? null;
    const outcome = await acts.perform(
      protectionWorkflow,
      act,
      id,
      request,
      saisie,
      async ({ incidentId }, { manager }) => {
        if (plainteId !== null) {
          const own = await access.lockUnder(manager, Plainte, plainteId, 'plainte:depot');
          const incident = await access.lockUnder(
            manager,
            Incident,
            incidentId,
            'incident:lecture',
          );
          if (!incident || own?.incidentId !== incidentId) {
            throw new Refused(
              'PLAINTE_INTROUVABLE',
              'Aucune plainte de cet identifiant, déposée par vous pour cet incident.',
              'plainte',
            );
          }
        }
        return { plaintePersonnelle: saisie.personnelle, plainteId };
      },
    );
    return ActeProtection.of(outcome);
  }

  @Mutation(() => ActeProtection, about('proposerDomiciliationProtection'))
  @Portee(conduite)
  async proposerDomiciliationProtection(
    @Ctx() { acts }: SubgraphContext,
    @Args(() => ActeArgs) { id, ...request }: ActeArgs,
    @Arg('saisie', () => SaisieDomiciliation, { description: 'La réponse.' })
    saisie: SaisieDomiciliation,
  ): Promise<object> {
    const act = 'proposerDomiciliationProtection';
    return ActeProtection.of(
      await acts.perform(protectionWorkflow, act, id, request, saisie, () => ({
        domiciliation: saisie.reponse,
      })),
    );
  }

  @Mutation(() => ActeProtection, about('attendreSuitesProtection'))
  @Portee(conduite)
  async attendreSuitesProtection(
    @Ctx() { acts }: SubgraphContext,
    @Args(() => ActeArgs) { id, ...request }: ActeArgs,
  ): Promise<object> {
    const act = 'attendreSuitesProtection';
    return ActeProtection.of(await acts.perform(protectionWorkflow, act, id, request, {}));
  }

  @Mutation(() => ActeProtection, about('tirerRetexProtection'))
  @Portee(conduite)
  async tirerRetexProtection(
    @Ctx() { acts }: SubgraphContext,
    @Args(() => ActeArgs) { id, ...request }: ActeArgs,
    @Arg('saisie', () => SaisieRetex, { description: 'Les enseignements.' }) saisie: SaisieRetex,
  ): Promise<object> {
    const act = 'tirerRetexProtection';
    return ActeProtection.of(
      await acts.perform(protectionWorkflow, act, id, request, saisie, () => ({
        enseignements: [...new Set(saisie.enseignements)],
      })),
    );
  }

  @Mutation(() => ActeProtection, about('cloreProtection'))
  @Portee(conduite)
  async cloreProtection(
    @Ctx() { acts }: SubgraphContext,
    @Args(() => ActeArgs) { id, ...request }: ActeArgs,
  ): Promise<object> {
    return ActeProtection.of(
      await acts.perform(protectionWorkflow, 'cloreProtection', id, request, {}),
    );
  }
}
