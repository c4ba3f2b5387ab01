import { Arg, Args, Ctx, Mutation, Resolver } from 'type-graphql';
import signataires from '../../../schema/reference/signataires.json' with { type: 'json' };
import { civilDay } from '../../../schema/contract/civil-day.js';
import { ActeArgs, CreationArgs } from '../../kit/acts/act-args.js';
import { outcomeTypeOf } from '../../kit/acts/outcome-type.js';
import { Refused } from '../../kit/acts/refusal.js';
import { describeTransition, type ActContext } from '../../kit/acts/workflow.js';
import type { SubgraphContext } from '../../kit/context.js';
import { putOutgoingAct } from '../../kit/delivery/outgoing-act.js';
import { infractionKeys } from '../../kit/infraction.js';
import { Portee } from '../../kit/portee.js';
import { Commune } from '../territoire/commune.js';
import { SaisieAvisProcedure, SaisieDecision, SaisieProcedure } from './procedure-inputs.js';
import { conduite, movesPlainte, procedureWorkflow } from './procedure-workflow.js';
import { AvisNotifie, Decision, Procedure } from './procedure.js';

const ActeProcedure = outcomeTypeOf(Procedure, 'procedure', 'la procédure');

const about = (act: string) => ({
  nullable: true,
  description: describeTransition(procedureWorkflow, act),
});

/** The acts of W2 in the parquet's register, each one arrow of `procedureWorkflow`. */
@Resolver()
export class ProcedureActsResolver {
  @Mutation(() => ActeProcedure, about('ouvrirProcedure'))
  @Portee(conduite)
  async ouvrirProcedure(
    @Ctx() { acts }: SubgraphContext,
    @Args(() => CreationArgs) request: CreationArgs,
    @Arg('saisie', () => SaisieProcedure, { description: 'La procédure.' })
    saisie: SaisieProcedure,
  ): Promise<object> {
    const outcome = await acts.create(procedureWorkflow, request, saisie, async (context) => {
      await check(context);
      return {
        communeCode: saisie.commune,
        moisFaits: saisie.moisFaits,
        infractionCodes: infractionKeys(saisie.infractions),
        etatPublic: 'EN_COURS' as const,
        plaignantId: saisie.plaignant ?? null,
        plainteId: saisie.plainte ?? null,
        serviceSaisiId: saisie.serviceSaisi ?? null,
        informationMaire: saisie.informationMaire,
      };
    });
    return ActeProcedure.of(outcome);
  }

  @Mutation(() => ActeProcedure, about('inscrireDecisionProcedure'))
  @Portee(conduite)
  async inscrireDecisionProcedure(
    @Ctx() { acts }: SubgraphContext,
    @Args(() => ActeArgs) { id, ...request }: ActeArgs,
    @Arg('saisie', () => SaisieDecision, { description: 'La décision.' }) saisie: SaisieDecision,
  ): Promise<object> {
    const act = 'inscrireDecisionProcedure';
    return ActeProcedure.of(
      await acts.perform(procedureWorkflow, act, id, request, saisie, async (_row, { manager }) => {
        await manager.insert(Decision, {
          procedureId: id,
          typeDecision: saisie.type,
          motifCode: saisie.motif?.slice('M_'.length) ?? null,
          dateDecision: saisie.date,
          datePublication: null,
        });
        return {};
      }),
    );
  }

  @Mutation(() => ActeProcedure, about('notifierAvisProcedure'))
  @Portee(conduite)
  async notifierAvisProcedure(
    @Ctx() { acts }: SubgraphContext,
    @Args(() => ActeArgs) { id, ...request }: ActeArgs,
    @Arg('saisie', () => SaisieAvisProcedure, { description: 'Le destinataire.' })
    saisie: SaisieAvisProcedure,
  ): Promise<object> {
    const act = 'notifierAvisProcedure';
    return ActeProcedure.of(
      await acts.perform(procedureWorkflow, act, id, request, saisie, notify),
    );
  }

  @Mutation(() => ActeProcedure, about('notifierAutreAvisProcedure'))
  @Portee(conduite)
  async notifierAutreAvisProcedure(
    @Ctx() { acts }: SubgraphContext,
    @Args(() => ActeArgs) { id, ...request }: ActeArgs,
    @Arg('saisie', () => SaisieAvisProcedure, { description: 'Le destinataire.' })
    saisie: SaisieAvisProcedure,
  ): Promise<object> {
    const act = 'notifierAutreAvisProcedure';
    return ActeProcedure.of(
      await acts.perform(procedureWorkflow, act, id, request, saisie, notify),
    );
  }

  @Mutation(() => ActeProcedure, about('inscrireAppelProcedure'))
  @Portee(conduite)
  async inscrireAppelProcedure(
    @Ctx() { acts }: SubgraphContext,
    @Args(() => ActeArgs) { id, ...request }: ActeArgs,
  ): Promise<object> {
    const act = 'inscrireAppelProcedure';
    return ActeProcedure.of(
      await acts.perform(procedureWorkflow, act, id, request, {}, follow('appel', 'APPEL')),
    );
  }

  @Mutation(() => ActeProcedure, about('inscrireJugementProcedure'))
  @Portee(conduite)
  async inscrireJugementProcedure(
    @Ctx() { acts }: SubgraphContext,
    @Args(() => ActeArgs) { id, ...request }: ActeArgs,
  ): Promise<object> {
    const act = 'inscrireJugementProcedure';
    return ActeProcedure.of(
      await acts.perform(
        procedureWorkflow,
        act,
        id,
        request,
        {},
        follow('jugement', 'JUGEMENT_DEFINITIF'),
      ),
    );
  }
}

/** @throws Refused for what names nobody of the convention. */
async function check({ input, manager }: ActContext<SaisieProcedure>): Promise<void> {
  if (!(await manager.existsBy(Commune, { codeInsee: input.commune }))) {
    throw new Refused(
      'HORS_TERRITOIRE',
      'Cette commune n’est pas du territoire de la convention.',
      'commune',
    );
  }
  const plaignant = input.plaignant ?? null;
  if (plaignant !== null && !isOf(plaignant, 'bailleur')) {
    throw new Refused(
      'PLAIGNANT_INCONNU',
      'Le registre ne nomme comme plaignant qu’un bailleur : laissez vide pour tout autre.',
      'plaignant',
    );
  }
  if ((input.plainte ?? null) !== null && plaignant === null) {
    throw new Refused(
      'PLAIGNANT_INCONNU',
      'La plainte d’un bailleur a un plaignant : dites lequel.',
      'plaignant',
    );
  }
  const service = input.serviceSaisi ?? null;
  if (service !== null && !isOf(service, 'police', 'gendarmerie')) {
    throw new Refused(
      'SERVICE_INCONNU',
      'Le service saisi est de la police ou de la gendarmerie.',
      'serviceSaisi',
    );
  }
}

function isOf(signataire: string, ...natures: readonly string[]): boolean {
  return signataires.some(({ id, nature }) => id === signataire && natures.includes(nature));
}

/** Opens the decision to one signatory; the complainant's own complaint receives the procedure. */
async function notify(
  { id, plaignantId, plainteId }: Procedure,
  context: ActContext<SaisieAvisProcedure>,
): Promise<Partial<Procedure>> {
  const { destinataire } = context.input;
  await context.manager.insert(AvisNotifie, {
    procedureId: id,
    signataireId: destinataire,
    dateNotification: civilDay(context.now),
  });
  if (plainteId !== null && destinataire === plaignantId) {
    await putOutgoingAct(context, movesPlainte.avis, {
      source: id,
      objet: `Plainte ${plainteId}`,
      cible: plainteId,
      saisie: { procedure: id, plaignant: destinataire },
    });
  }
  return { etatPublic: 'DECISION_NOTIFIEE' };
}

/** Told to the complaint of a complainant who had notice, and to no other. */
function follow(step: 'appel' | 'jugement', etatPublic: Procedure['etatPublic']) {
  return async (
    { id, plaignantId, plainteId }: Procedure,
    context: ActContext<unknown>,
  ): Promise<Partial<Procedure>> => {
    const told =
      plainteId !== null &&
      plaignantId !== null &&
      (await context.manager.existsBy(AvisNotifie, {
        procedureId: id,
        signataireId: plaignantId,
      }));
    if (told) {
      await putOutgoingAct(context, movesPlainte[step], {
        source: id,
        objet: `Plainte ${plainteId}`,
        cible: plainteId,
        saisie: { procedure: id },
      });
    }
    return { etatPublic };
  };
}
