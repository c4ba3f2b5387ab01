import { randomUUID } from 'node:crypto';
import { Arg, Args, Ctx, Mutation, Resolver } from 'type-graphql';
import { ActeArgs, CreationArgs } from '../../kit/acts/act-args.js';
import { outcomeTypeOf } from '../../kit/acts/outcome-type.js';
import { Refused } from '../../kit/acts/refusal.js';
import { describeTransition, type ActContext } from '../../kit/acts/workflow.js';
import type { SubgraphContext } from '../../kit/context.js';
import { DoneByOwn } from '../../kit/partition.js';
import { Portee } from '../../kit/portee.js';
import { ownPlace } from '../residence/own-place.js';
import {
  DiagnosticEnMarchant,
  DiagnosticResidence,
  ParticipantDiagnostic,
} from './diagnostic-en-marchant.js';
import {
  SaisieDiagnostic,
  SaisiePlanification,
  SaisieRealisation,
  SaisieRefusDiagnostic,
} from './diagnostic-inputs.js';
import { demande, diagnosticWorkflow, instruction } from './diagnostic-workflow.js';
import { instructingSignatory } from './instructing.js';

const ActeDiagnostic = outcomeTypeOf(DiagnosticEnMarchant, 'diagnostic', 'le diagnostic');

const about = (act: string) => ({
  nullable: true,
  description: describeTransition(diagnosticWorkflow, act),
});

/** The acts of W3 on the diagnostic itself, each one arrow of `diagnosticWorkflow`. */
@Resolver()
export class DiagnosticActsResolver {
  @Mutation(() => ActeDiagnostic, about('demanderDiagnostic'))
  @DoneByOwn()
  @Portee(demande)
  async demanderDiagnostic(
    @Ctx() { acts, appelant }: SubgraphContext,
    @Args(() => CreationArgs) request: CreationArgs,
    @Arg('saisie', () => SaisieDiagnostic, { description: 'Ce qui est demandé.' })
    saisie: SaisieDiagnostic,
  ): Promise<object> {
    const bailleurId = appelant.territoire.patrimoine ?? '';
    const outcome = await acts.create(
      diagnosticWorkflow,
      request,
      saisie,
      async (context) => ({
        ...(await placeOf(bailleurId, context)),
        bailleurId,
        motif: saisie.motif,
        dateSouhaitee: saisie.dateSouhaitee,
        datePlanifiee: null,
        dateRealisation: null,
        motifRefus: null,
      }),
      async ({ id }, { manager }) => {
        await manager.insert(
          DiagnosticResidence,
          saisie.residences.map((residenceId) => ({ diagnosticId: id, residenceId })),
        );
      },
    );
    return ActeDiagnostic.of(outcome);
  }

  @Mutation(() => ActeDiagnostic, about('recevoirDemandeDiagnostic'))
  @Portee(instruction)
  async recevoirDemandeDiagnostic(
    @Ctx() { acts }: SubgraphContext,
    @Args(() => ActeArgs) { id, ...request }: ActeArgs,
  ): Promise<object> {
    return ActeDiagnostic.of(
      await acts.perform(diagnosticWorkflow, 'recevoirDemandeDiagnostic', id, request, {}),
    );
  }

  @Mutation(() => ActeDiagnostic, about('refuserDemandeDiagnostic'))
  @Portee(instruction)
  async refuserDemandeDiagnostic(
    @Ctx() { acts }: SubgraphContext,
    @Args(() => ActeArgs) { id, ...request }: ActeArgs,
    @Arg('saisie', () => SaisieRefusDiagnostic, { description: 'Le motif.' })
    saisie: SaisieRefusDiagnostic,
  ): Promise<object> {
    const outcome = await acts.perform(
      diagnosticWorkflow,
      'refuserDemandeDiagnostic',
      id,
      request,
      saisie,
      () => ({ motifRefus: saisie.motif }),
    );
    return ActeDiagnostic.of(outcome);
  }

  @Mutation(() => ActeDiagnostic, about('planifierDiagnostic'))
  @Portee(instruction)
  async planifierDiagnostic(
    @Ctx() { acts }: SubgraphContext,
    @Args(() => ActeArgs) { id, ...request }: ActeArgs,
    @Arg('saisie', () => SaisiePlanification, { description: 'Quand, et avec qui.' })
    saisie: SaisiePlanification,
  ): Promise<object> {
    const outcome = await acts.perform(
      diagnosticWorkflow,
      'planifierDiagnostic',
      id,
      request,
      saisie,
      async (_row, { manager }) => {
        await manager.delete(ParticipantDiagnostic, { diagnosticId: id });
        await manager.insert(
          ParticipantDiagnostic,
          saisie.participants.map(({ signataire, qualite }) => ({
            id: randomUUID(),
            diagnosticId: id,
            signataireId: signataire,
            qualite,
          })),
        );
        return { datePlanifiee: saisie.date };
      },
    );
    return ActeDiagnostic.of(outcome);
  }

  @Mutation(() => ActeDiagnostic, about('realiserDiagnostic'))
  @Portee(instruction)
  async realiserDiagnostic(
    @Ctx() { acts }: SubgraphContext,
    @Args(() => ActeArgs) { id, ...request }: ActeArgs,
    @Arg('saisie', () => SaisieRealisation, { description: 'Quand.' })
    saisie: SaisieRealisation,
  ): Promise<object> {
    const outcome = await acts.perform(
      diagnosticWorkflow,
      'realiserDiagnostic',
      id,
      request,
      saisie,
      () => ({ dateRealisation: saisie.date }),
    );
    return ActeDiagnostic.of(outcome);
  }

  @Mutation(() => ActeDiagnostic, about('arreterPlanActionsDiagnostic'))
  @Portee(instruction)
  async arreterPlanActionsDiagnostic(
    @Ctx() { acts }: SubgraphContext,
    @Args(() => ActeArgs) { id, ...request }: ActeArgs,
  ): Promise<object> {
    return ActeDiagnostic.of(
      await acts.perform(diagnosticWorkflow, 'arreterPlanActionsDiagnostic', id, request, {}),
    );
  }

  @Mutation(() => ActeDiagnostic, about('suivreDiagnostic'))
  @Portee(instruction)
  async suivreDiagnostic(
    @Ctx() { acts }: SubgraphContext,
    @Args(() => ActeArgs) { id, ...request }: ActeArgs,
  ): Promise<object> {
    return ActeDiagnostic.of(
      await acts.perform(diagnosticWorkflow, 'suivreDiagnostic', id, request, {}),
    );
  }

  @Mutation(() => ActeDiagnostic, about('cloreDiagnostic'))
  @Portee(instruction)
  async cloreDiagnostic(
    @Ctx() { acts }: SubgraphContext,
    @Args(() => ActeArgs) { id, ...request }: ActeArgs,
  ): Promise<object> {
    return ActeDiagnostic.of(
      await acts.perform(diagnosticWorkflow, 'cloreDiagnostic', id, request, {}),
    );
  }

  @Mutation(() => ActeDiagnostic, about('annulerDiagnostic'))
  @Portee(demande)
  async annulerDiagnostic(
    @Ctx() { acts }: SubgraphContext,
    @Args(() => ActeArgs) { id, ...request }: ActeArgs,
  ): Promise<object> {
    return ActeDiagnostic.of(
      await acts.perform(diagnosticWorkflow, 'annulerDiagnostic', id, request, {}),
    );
  }
}

/** Where it is asked for and who will answer. @throws Refused for what may not be asked for so. */
async function placeOf(
  bailleurId: string,
  { input, manager }: ActContext<SaisieDiagnostic>,
): Promise<Pick<DiagnosticEnMarchant, 'communeCode' | 'instructeurId'>> {
  const communeCode = await ownPlace(manager, bailleurId, input.residences, 'Un diagnostic');
  const instructeurId = await instructingSignatory(manager, communeCode);
  if (instructeurId === null) {
    throw new Refused(
      'HORS_TERRITOIRE',
      'Aucune collectivité signataire ne couvre cette commune.',
      'residences',
    );
  }
  return { communeCode, instructeurId };
}
