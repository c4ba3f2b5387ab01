import { Arg, Args, Ctx, Mutation, Resolver } from 'type-graphql';
import { ActeArgs, CreationArgs } from '../../kit/acts/act-args.js';
import { outcomeTypeOf } from '../../kit/acts/outcome-type.js';
import { Refused } from '../../kit/acts/refusal.js';
import { describeTransition } from '../../kit/acts/workflow.js';
import type { SubgraphContext } from '../../kit/context.js';
import { DoneByHolder } from '../../kit/partition.js';
import { Portee } from '../../kit/portee.js';
import { constatation, constatWorkflow, pilotage } from './constat-workflow.js';
import { Constat } from './constat.js';
import { DiagnosticEnMarchant } from './diagnostic-en-marchant.js';
import { SaisieConstat, SaisiePilote, SaisieRefusPilote } from './diagnostic-inputs.js';
import { diagnosticWorkflow, instruction } from './diagnostic-workflow.js';

const ActeConstat = outcomeTypeOf(Constat, 'constat', 'le constat');

const about = (act: string) => ({
  nullable: true,
  description: describeTransition(constatWorkflow, act),
});

/** The acts of W3 on a constat, each one arrow of `constatWorkflow`. */
@Resolver()
export class ConstatActsResolver {
  @Mutation(() => ActeConstat, about('releverConstat'))
  @DoneByHolder('saisie.diagnostic', 'DiagnosticEnMarchant')
  @Portee(constatation)
  async releverConstat(
    @Ctx() { acts, appelant, access }: SubgraphContext,
    @Args(() => CreationArgs) request: CreationArgs,
    @Arg('saisie', () => SaisieConstat, { description: 'Ce qui a été vu.' })
    saisie: SaisieConstat,
  ): Promise<object> {
    const outcome = await acts.create(constatWorkflow, request, saisie, async ({ manager }) => {
      const { diagnostic: diagnosticId, photo, ...seen } = saisie;
      // Locked: no constat joins a plan while it is being settled.
      const diagnostic = await access.lockUnder(
        manager,
        DiagnosticEnMarchant,
        diagnosticId,
        constatation,
      );
      if (!diagnostic) {
        throw new Refused(
          'DIAGNOSTIC_INTROUVABLE',
          'Aucun diagnostic de cet identifiant auquel vous participiez.',
          'diagnostic',
        );
      }
      if (diagnostic.statut !== 'REALISE') {
        throw new Refused(
          'ETAPE_INCOMPATIBLE',
          `Impossible à l’étape « ${diagnosticWorkflow.states[diagnostic.statut]} » du diagnostic.`,
          'diagnostic',
        );
      }
      if (photo && !photo.sansPersonneNiPlaque) {
        throw new Refused(
          'PHOTO_A_VERIFIER',
          'Une photographie ne montre ni personne ni plaque : vérifiez-la, ou n’en joignez pas.',
          'photo',
        );
      }
      return {
        diagnosticId,
        ...seen,
        photo: photo?.empreinte ?? null,
        releveParId: appelant.signataire ?? '',
        piloteId: null,
        echeance: null,
        motifRefusPilote: null,
      };
    });
    return ActeConstat.of(outcome);
  }

  @Mutation(() => ActeConstat, about('designerPiloteConstat'))
  @Portee(instruction)
  async designerPiloteConstat(
    @Ctx() { acts }: SubgraphContext,
    @Args(() => ActeArgs) { id, ...request }: ActeArgs,
    @Arg('saisie', () => SaisiePilote, { description: 'Le pilote et l’échéance.' })
    saisie: SaisiePilote,
  ): Promise<object> {
    const outcome = await acts.perform(
      constatWorkflow,
      'designerPiloteConstat',
      id,
      request,
      saisie,
      () => ({ piloteId: saisie.pilote, echeance: saisie.echeance }),
    );
    return ActeConstat.of(outcome);
  }

  @Mutation(() => ActeConstat, about('accepterMesureConstat'))
  @Portee(pilotage)
  async accepterMesureConstat(
    @Ctx() { acts }: SubgraphContext,
    @Args(() => ActeArgs) { id, ...request }: ActeArgs,
  ): Promise<object> {
    return ActeConstat.of(
      await acts.perform(constatWorkflow, 'accepterMesureConstat', id, request, {}),
    );
  }

  @Mutation(() => ActeConstat, about('refuserMesureConstat'))
  @Portee(pilotage)
  async refuserMesureConstat(
    @Ctx() { acts }: SubgraphContext,
    @Args(() => ActeArgs) { id, ...request }: ActeArgs,
    @Arg('saisie', () => SaisieRefusPilote, { description: 'Le motif.' })
    saisie: SaisieRefusPilote,
  ): Promise<object> {
    const outcome = await acts.perform(
      constatWorkflow,
      'refuserMesureConstat',
      id,
      request,
      saisie,
      () => ({ motifRefusPilote: saisie.motif, piloteId: null, echeance: null }),
    );
    return ActeConstat.of(outcome);
  }

  @Mutation(() => ActeConstat, about('realiserMesureConstat'))
  @Portee(pilotage)
  async realiserMesureConstat(
    @Ctx() { acts }: SubgraphContext,
    @Args(() => ActeArgs) { id, ...request }: ActeArgs,
  ): Promise<object> {
    return ActeConstat.of(
      await acts.perform(constatWorkflow, 'realiserMesureConstat', id, request, {}),
    );
  }

  @Mutation(() => ActeConstat, about('verifierMesureConstat'))
  @Portee(instruction)
  async verifierMesureConstat(
    @Ctx() { acts }: SubgraphContext,
    @Args(() => ActeArgs) { id, ...request }: ActeArgs,
  ): Promise<object> {
    return ActeConstat.of(
      await acts.perform(constatWorkflow, 'verifierMesureConstat', id, request, {}),
    );
  }

  @Mutation(() => ActeConstat, about('reprendreMesureConstat'))
  @Portee(instruction)
  async reprendreMesureConstat(
    @Ctx() { acts }: SubgraphContext,
    @Args(() => ActeArgs) { id, ...request }: ActeArgs,
  ): Promise<object> {
    return ActeConstat.of(
      await acts.perform(constatWorkflow, 'reprendreMesureConstat', id, request, {}),
    );
  }

  @Mutation(() => ActeConstat, about('ecarterConstat'))
  @Portee(instruction)
  async ecarterConstat(
    @Ctx() { acts }: SubgraphContext,
    @Args(() => ActeArgs) { id, ...request }: ActeArgs,
  ): Promise<object> {
    return ActeConstat.of(await acts.perform(constatWorkflow, 'ecarterConstat', id, request, {}));
  }
}
