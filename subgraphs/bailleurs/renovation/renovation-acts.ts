import { randomUUID } from 'node:crypto';
import { Arg, Args, Ctx, Mutation, Resolver } from 'type-graphql';
import { ActeArgs, CreationArgs } from '../../kit/acts/act-args.js';
import { outcomeTypeOf } from '../../kit/acts/outcome-type.js';
import { Refused } from '../../kit/acts/refusal.js';
import { describeTransition, type ActContext } from '../../kit/acts/workflow.js';
import { civilDay } from '../../../schema/contract/civil-day.js';
import type { SubgraphContext } from '../../kit/context.js';
import { DoneByOwn } from '../../kit/partition.js';
import { Portee } from '../../kit/portee.js';
import { ownPlace } from '../residence/own-place.js';
import {
  EtudeSurete,
  MesureSecurisation,
  ProgrammeRenovation,
  ProgrammeResidence,
} from './programme-renovation.js';
import {
  SaisieAvisForces,
  SaisieDiagnosticLie,
  SaisieEtude,
  SaisieMesures,
  SaisieProgramme,
} from './renovation-inputs.js';
import {
  avis,
  conduite,
  mesures,
  renovationWorkflow,
  verification,
} from './renovation-workflow.js';

const ActeProgramme = outcomeTypeOf(ProgrammeRenovation, 'programme', 'le programme');

const about = (act: string) => ({
  nullable: true,
  description: describeTransition(renovationWorkflow, act),
});

/** The acts of W6, each one arrow of `renovationWorkflow`. */
@Resolver()
export class RenovationActsResolver {
  @Mutation(() => ActeProgramme, about('declarerProgramme'))
  @DoneByOwn()
  @Portee(conduite)
  async declarerProgramme(
    @Ctx() { acts, appelant }: SubgraphContext,
    @Args(() => CreationArgs) request: CreationArgs,
    @Arg('saisie', () => SaisieProgramme, { description: 'Le programme.' })
    saisie: SaisieProgramme,
  ): Promise<object> {
    const { residences, ...programme } = saisie;
    const bailleurId = appelant.territoire.patrimoine ?? '';
    const outcome = await acts.create(
      renovationWorkflow,
      request,
      saisie,
      async ({ manager }: ActContext<SaisieProgramme>) => {
        if (saisie.finPrevue < saisie.debutPrevu) {
          throw new Refused(
            'DATES_INVERSEES',
            'La fin prévue suit le début prévu : corrigez les dates.',
            'finPrevue',
          );
        }
        const communeCode = await ownPlace(manager, bailleurId, residences, 'Un programme');
        return { ...programme, bailleurId, communeCode, diagnosticId: null, avisForces: null };
      },
      async ({ id }, { manager }) => {
        await manager.insert(
          ProgrammeResidence,
          residences.map((residenceId) => ({ programmeId: id, residenceId })),
        );
      },
    );
    return ActeProgramme.of(outcome);
  }

  @Mutation(() => ActeProgramme, about('rattacherDiagnosticProgramme'))
  @Portee(conduite)
  async rattacherDiagnosticProgramme(
    @Ctx() { acts }: SubgraphContext,
    @Args(() => ActeArgs) { id, ...request }: ActeArgs,
    @Arg('saisie', () => SaisieDiagnosticLie, { description: 'Le diagnostic.' })
    saisie: SaisieDiagnosticLie,
  ): Promise<object> {
    const act = 'rattacherDiagnosticProgramme';
    return ActeProgramme.of(
      await acts.perform(renovationWorkflow, act, id, request, saisie, () => ({
        diagnosticId: saisie.diagnostic,
      })),
    );
  }

  @Mutation(() => ActeProgramme, about('requerirEtudeProgramme'))
  @Portee(conduite)
  async requerirEtudeProgramme(
    @Ctx() { acts }: SubgraphContext,
    @Args(() => ActeArgs) { id, ...request }: ActeArgs,
  ): Promise<object> {
    const act = 'requerirEtudeProgramme';
    const outcome = await acts.perform(
      renovationWorkflow,
      act,
      id,
      request,
      {},
      async (_row, { manager }) => {
        await manager.insert(EtudeSurete, {
          id: randomUUID(),
          programmeId: id,
          obligatoire: true,
          reference: null,
          dateDepot: null,
          dateAvis: null,
          synthese: null,
        });
        return {};
      },
    );
    return ActeProgramme.of(outcome);
  }

  @Mutation(() => ActeProgramme, about('deposerEtudeProgramme'))
  @Portee(conduite)
  async deposerEtudeProgramme(
    @Ctx() { acts }: SubgraphContext,
    @Args(() => ActeArgs) { id, ...request }: ActeArgs,
    @Arg('saisie', () => SaisieEtude, { description: 'L’étude.' }) saisie: SaisieEtude,
  ): Promise<object> {
    const act = 'deposerEtudeProgramme';
    const outcome = await acts.perform(
      renovationWorkflow,
      act,
      id,
      request,
      saisie,
      async (_row, { manager, now }) => {
        const { reference, synthese } = saisie;
        const deposited = { reference, synthese, dateDepot: civilDay(now) };
        await manager.update(EtudeSurete, { programmeId: id }, deposited);
        return {};
      },
    );
    return ActeProgramme.of(outcome);
  }

  @Mutation(() => ActeProgramme, about('donnerAvisProgramme'))
  @Portee(avis)
  async donnerAvisProgramme(
    @Ctx() { acts }: SubgraphContext,
    @Args(() => ActeArgs) { id, ...request }: ActeArgs,
    @Arg('saisie', () => SaisieAvisForces, { description: 'L’avis.' }) saisie: SaisieAvisForces,
  ): Promise<object> {
    const act = 'donnerAvisProgramme';
    return ActeProgramme.of(
      await acts.perform(renovationWorkflow, act, id, request, saisie, opinion),
    );
  }

  @Mutation(() => ActeProgramme, about('revoirAvisProgramme'))
  @Portee(avis)
  async revoirAvisProgramme(
    @Ctx() { acts }: SubgraphContext,
    @Args(() => ActeArgs) { id, ...request }: ActeArgs,
    @Arg('saisie', () => SaisieAvisForces, { description: 'L’avis.' }) saisie: SaisieAvisForces,
  ): Promise<object> {
    const act = 'revoirAvisProgramme';
    return ActeProgramme.of(
      await acts.perform(renovationWorkflow, act, id, request, saisie, opinion),
    );
  }

  @Mutation(() => ActeProgramme, about('arreterMesuresProgramme'))
  @Portee(mesures)
  async arreterMesuresProgramme(
    @Ctx() { acts }: SubgraphContext,
    @Args(() => ActeArgs) { id, ...request }: ActeArgs,
    @Arg('saisie', () => SaisieMesures, { description: 'Les mesures.' }) saisie: SaisieMesures,
  ): Promise<object> {
    const act = 'arreterMesuresProgramme';
    const outcome = await acts.perform(
      renovationWorkflow,
      act,
      id,
      request,
      saisie,
      async (_row, { manager }) => {
        await manager.insert(
          MesureSecurisation,
          saisie.mesures.map(({ nature, responsable }) => ({
            id: randomUUID(),
            programmeId: id,
            nature,
            responsableId: responsable,
          })),
        );
        return {};
      },
    );
    return ActeProgramme.of(outcome);
  }

  @Mutation(() => ActeProgramme, about('verifierMesuresProgramme'))
  @Portee(verification)
  async verifierMesuresProgramme(
    @Ctx() { acts }: SubgraphContext,
    @Args(() => ActeArgs) { id, ...request }: ActeArgs,
  ): Promise<object> {
    const act = 'verifierMesuresProgramme';
    return ActeProgramme.of(await acts.perform(renovationWorkflow, act, id, request, {}));
  }

  @Mutation(() => ActeProgramme, about('commencerTravauxProgramme'))
  @Portee(conduite)
  async commencerTravauxProgramme(
    @Ctx() { acts }: SubgraphContext,
    @Args(() => ActeArgs) { id, ...request }: ActeArgs,
  ): Promise<object> {
    const act = 'commencerTravauxProgramme';
    return ActeProgramme.of(await acts.perform(renovationWorkflow, act, id, request, {}));
  }

  @Mutation(() => ActeProgramme, about('acheverTravauxProgramme'))
  @Portee(conduite)
  async acheverTravauxProgramme(
    @Ctx() { acts }: SubgraphContext,
    @Args(() => ActeArgs) { id, ...request }: ActeArgs,
  ): Promise<object> {
    const act = 'acheverTravauxProgramme';
    return ActeProgramme.of(await acts.perform(renovationWorkflow, act, id, request, {}));
  }
}

/** Where there is a study, the opinion is given on it. */
async function opinion(
  { id: programmeId }: ProgrammeRenovation,
  { input, manager, now }: ActContext<SaisieAvisForces>,
): Promise<Partial<ProgrammeRenovation>> {
  await manager.update(EtudeSurete, { programmeId }, { dateAvis: civilDay(now) });
  return { avisForces: input.avis };
}
