import { Arg, Args, Ctx, Mutation, Resolver } from 'type-graphql';
import type { EntityManager } from 'typeorm';
import { civilDay } from '../../../schema/contract/civil-day.js';
import { ActeArgs, CreationArgs } from '../../kit/acts/act-args.js';
import { outcomeTypeOf } from '../../kit/acts/outcome-type.js';
import { Refused } from '../../kit/acts/refusal.js';
import { describeTransition } from '../../kit/acts/workflow.js';
import type { SubgraphContext } from '../../kit/context.js';
import { DoneByOwn } from '../../kit/partition.js';
import { Portee } from '../../kit/portee.js';
import type { RowAccess } from '../../kit/row-access.js';
import { InjonctionPrefectorale } from '../injonction/injonction-prefectorale.js';
import { Residence } from '../residence/residence.js';
import {
  SaisieAssignation,
  SaisieClotureTrouble,
  SaisieEtapeTrouble,
  SaisieJugementTrouble,
  SaisieTrouble,
} from './trouble-inputs.js';
import { TroubleJouissance } from './trouble-jouissance.js';
import { conduite, troubleWorkflow } from './trouble-workflow.js';

const ActeTrouble = outcomeTypeOf(TroubleJouissance, 'trouble', 'le trouble de jouissance');

const about = (act: string) => ({
  nullable: true,
  description: describeTransition(troubleWorkflow, act),
});

/** The acts on a landlord's file, each one arrow of `troubleWorkflow`. */
@Resolver()
export class TroubleActsResolver {
  @Mutation(() => ActeTrouble, about('mettreEnDemeureTrouble'))
  @DoneByOwn()
  @Portee(conduite)
  async mettreEnDemeureTrouble(
    @Ctx() { acts, access }: SubgraphContext,
    @Args(() => CreationArgs) request: CreationArgs,
    @Arg('saisie', () => SaisieTrouble, { description: 'Le trouble.' }) saisie: SaisieTrouble,
  ): Promise<object> {
    const outcome = await acts.create(troubleWorkflow, request, saisie, async (context) => {
      const { manager, now } = context;
      const { residence: id, dateMiseEnDemeure, bail, injonction } = saisie;
      const residence = await access.lockUnder(manager, Residence, id, 'residence:exploitation');
      if (!residence) {
        throw new Refused(
          'RESIDENCE_INTROUVABLE',
          'Le trouble est dans votre patrimoine : vérifiez l’identifiant.',
          'residence',
        );
      }
      if (dateMiseEnDemeure > civilDay(now)) {
        throw new Refused(
          'DATE_A_VENIR',
          'La mise en demeure est d’aujourd’hui ou d’avant : corrigez la date.',
          'dateMiseEnDemeure',
        );
      }
      return {
        bailleurId: residence.bailleurId,
        residenceId: residence.id,
        bail,
        injonctionId: await injonctionOn(access, manager, injonction, residence.id),
        dateMiseEnDemeure,
        dateOffreRelogement: null,
        dateAssignation: null,
        dateJugement: null,
        decision: null,
        dateExecution: null,
        motifCloture: null,
      };
    });
    return ActeTrouble.of(outcome);
  }

  @Mutation(() => ActeTrouble, about('offrirRelogementTrouble'))
  @Portee(conduite)
  async offrirRelogementTrouble(
    @Ctx() { acts }: SubgraphContext,
    @Args(() => ActeArgs) { id, ...request }: ActeArgs,
    @Arg('saisie', () => SaisieEtapeTrouble, { description: 'L’offre.' })
    saisie: SaisieEtapeTrouble,
  ): Promise<object> {
    const act = 'offrirRelogementTrouble';
    return ActeTrouble.of(
      await acts.perform(troubleWorkflow, act, id, request, saisie, () => ({
        dateOffreRelogement: saisie.date,
      })),
    );
  }

  @Mutation(() => ActeTrouble, about('assignerTrouble'))
  @Portee(conduite)
  async assignerTrouble(
    @Ctx() { acts, access }: SubgraphContext,
    @Args(() => ActeArgs) { id, ...request }: ActeArgs,
    @Arg('saisie', () => SaisieAssignation, { description: 'L’assignation.' })
    saisie: SaisieAssignation,
  ): Promise<object> {
    const act = 'assignerTrouble';
    const outcome = await acts.perform(
      troubleWorkflow,
      act,
      id,
      request,
      saisie,
      async ({ injonctionId, residenceId }, { manager }) => ({
        dateAssignation: saisie.date,
        injonctionId:
          injonctionId ?? (await injonctionOn(access, manager, saisie.injonction, residenceId)),
      }),
    );
    return ActeTrouble.of(outcome);
  }

  @Mutation(() => ActeTrouble, about('consignerJugementTrouble'))
  @Portee(conduite)
  async consignerJugementTrouble(
    @Ctx() { acts }: SubgraphContext,
    @Args(() => ActeArgs) { id, ...request }: ActeArgs,
    @Arg('saisie', () => SaisieJugementTrouble, { description: 'Le jugement.' })
    saisie: SaisieJugementTrouble,
  ): Promise<object> {
    const act = 'consignerJugementTrouble';
    return ActeTrouble.of(
      await acts.perform(troubleWorkflow, act, id, request, saisie, () => ({
        dateJugement: saisie.date,
        decision: saisie.decision,
      })),
    );
  }

  @Mutation(() => ActeTrouble, about('executerJugementTrouble'))
  @Portee(conduite)
  async executerJugementTrouble(
    @Ctx() { acts }: SubgraphContext,
    @Args(() => ActeArgs) { id, ...request }: ActeArgs,
    @Arg('saisie', () => SaisieEtapeTrouble, { description: 'L’exécution.' })
    saisie: SaisieEtapeTrouble,
  ): Promise<object> {
    const act = 'executerJugementTrouble';
    return ActeTrouble.of(
      await acts.perform(troubleWorkflow, act, id, request, saisie, () => ({
        dateExecution: saisie.date,
      })),
    );
  }

  @Mutation(() => ActeTrouble, about('cloreTrouble'))
  @Portee(conduite)
  async cloreTrouble(
    @Ctx() { acts }: SubgraphContext,
    @Args(() => ActeArgs) { id, ...request }: ActeArgs,
    @Arg('saisie', () => SaisieClotureTrouble, { description: 'La clôture.' })
    saisie: SaisieClotureTrouble,
  ): Promise<object> {
    const act = 'cloreTrouble';
    return ActeTrouble.of(
      await acts.perform(troubleWorkflow, act, id, request, saisie, () => ({
        motifCloture: saisie.motif,
      })),
    );
  }
}

/** The injunction that a file answers: one on the same résidence, which the landlord reads. */
async function injonctionOn(
  access: RowAccess,
  manager: EntityManager,
  id: string | undefined,
  residenceId: string,
): Promise<string | null> {
  if (id === undefined) return null;
  const found = await access.lockUnder(manager, InjonctionPrefectorale, id, 'injonction:lecture');
  if (found?.residenceId !== residenceId) {
    throw new Refused(
      'INJONCTION_INTROUVABLE',
      'Aucune injonction de cet identifiant sur cette résidence : vérifiez-le.',
      'injonction',
    );
  }
  return found.id;
}
