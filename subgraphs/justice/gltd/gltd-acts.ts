import { Arg, Args, Ctx, Mutation, Resolver } from 'type-graphql';
import { outsideTerritory } from '../../../schema/contract/act-not-found.js';
import signataires from '../../../schema/reference/signataires.json' with { type: 'json' };
import territoires from '../../../schema/reference/territoires.json' with { type: 'json' };
import { ActeArgs, CreationArgs } from '../../kit/acts/act-args.js';
import { outcomeTypeOf } from '../../kit/acts/outcome-type.js';
import { Refused } from '../../kit/acts/refusal.js';
import { describeTransition, type ActContext } from '../../kit/acts/workflow.js';
import type { SubgraphContext } from '../../kit/context.js';
import { Portee } from '../../kit/portee.js';
import { Commune } from '../territoire/commune.js';
import { SaisieGltd, SaisieInviteGltd } from './gltd-inputs.js';
import { conduite, gltdWorkflow } from './gltd-workflow.js';
import { Gltd, GltdInvite } from './gltd.js';

const ActeGltd = outcomeTypeOf(Gltd, 'gltd', 'le groupe');

const about = (act: string) => ({
  nullable: true,
  description: describeTransition(gltdWorkflow, act),
});

/** The acts on a GLTD, each one arrow of `gltdWorkflow`. */
@Resolver()
export class GltdActsResolver {
  @Mutation(() => ActeGltd, about('creerGltd'))
  @Portee(conduite)
  async creerGltd(
    @Ctx() { acts }: SubgraphContext,
    @Args(() => CreationArgs) request: CreationArgs,
    @Arg('saisie', () => SaisieGltd, { description: 'Le groupe.' }) saisie: SaisieGltd,
  ): Promise<object> {
    return ActeGltd.of(
      await acts.create(gltdWorkflow, request, saisie, createdGltd, async ({ id }, context) => {
        for (const signataireId of new Set(saisie.invites)) {
          await context.manager.insert(GltdInvite, { gltdId: id, signataireId });
        }
      }),
    );
  }

  @Mutation(() => ActeGltd, about('inviterGltd'))
  @Portee(conduite)
  async inviterGltd(
    @Ctx() { acts }: SubgraphContext,
    @Args(() => ActeArgs) { id, ...request }: ActeArgs,
    @Arg('saisie', () => SaisieInviteGltd, { description: 'L’invité.' }) saisie: SaisieInviteGltd,
  ): Promise<object> {
    const act = 'inviterGltd';
    return ActeGltd.of(
      await acts.perform(gltdWorkflow, act, id, request, saisie, async (_row, { manager }) => {
        await manager.insert(GltdInvite, { gltdId: id, signataireId: saisie.signataire });
        return {};
      }),
    );
  }

  @Mutation(() => ActeGltd, about('retirerInvitationGltd'))
  @Portee(conduite)
  async retirerInvitationGltd(
    @Ctx() { acts }: SubgraphContext,
    @Args(() => ActeArgs) { id, ...request }: ActeArgs,
    @Arg('saisie', () => SaisieInviteGltd, { description: 'L’invité.' }) saisie: SaisieInviteGltd,
  ): Promise<object> {
    const act = 'retirerInvitationGltd';
    return ActeGltd.of(
      await acts.perform(gltdWorkflow, act, id, request, saisie, async (_row, { manager }) => {
        await manager.delete(GltdInvite, { gltdId: id, signataireId: saisie.signataire });
        return {};
      }),
    );
  }

  @Mutation(() => ActeGltd, about('cloreGltd'))
  @Portee(conduite)
  async cloreGltd(
    @Ctx() { acts }: SubgraphContext,
    @Args(() => ActeArgs) { id, ...request }: ActeArgs,
  ): Promise<object> {
    return ActeGltd.of(await acts.perform(gltdWorkflow, 'cloreGltd', id, request, {}));
  }
}

/** @throws Refused for a place or a guest that the convention does not know. */
async function createdGltd({ input, manager }: ActContext<SaisieGltd>) {
  const { debut, duree, objectifs } = input;
  const communeCodes = [...new Set(input.communes)];
  const quartierCodes = [...new Set(input.quartiers)];
  for (const codeInsee of communeCodes) {
    if (await manager.existsBy(Commune, { codeInsee })) continue;
    throw new Refused(outsideTerritory.code, outsideTerritory.message, 'communes');
  }
  if (
    !quartierCodes.every((code) => territoires.quartiers.some(({ codeQpv }) => codeQpv === code))
  ) {
    throw new Refused(
      'QUARTIER_INCONNU',
      'Un quartier se désigne par le code d’un quartier prioritaire de la Vienne.',
      'quartiers',
    );
  }
  if (!input.invites.every((invite) => signataires.some(({ id }) => id === invite))) {
    throw new Refused(
      'SIGNATAIRE_INCONNU',
      'Un invité est un signataire de la convention : choisissez-le dans la liste.',
      'invites',
    );
  }
  return { communeCodes, quartierCodes, debut, duree, objectifs: [...new Set(objectifs)] };
}
