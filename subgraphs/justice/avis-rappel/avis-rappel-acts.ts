import { Arg, Args, Ctx, Field, ID, InputType, Mutation, Resolver } from 'type-graphql';
import { civilDay } from '../../../schema/contract/civil-day.js';
import { CreationArgs } from '../../kit/acts/act-args.js';
import { outcomeTypeOf } from '../../kit/acts/outcome-type.js';
import { Refused } from '../../kit/acts/refusal.js';
import { describeTransition, type ActContext } from '../../kit/acts/workflow.js';
import type { SubgraphContext } from '../../kit/context.js';
import { OutgoingAct, putOutgoingAct } from '../../kit/delivery/outgoing-act.js';
import { Portee } from '../../kit/portee.js';
import { refuseWithoutMayor } from '../territoire/signatories.js';
import { AvisRappelOrdre, SensAvis } from './avis-rappel-ordre.js';
import { avisRappelWorkflow, avisRendu, movesRappel } from './avis-rappel-workflow.js';

const ActeAvis = outcomeTypeOf(AvisRappelOrdre, 'avis', 'l’avis');

@InputType('SaisieAvisRappel', { description: 'L’avis du parquet sur un rappel à l’ordre.' })
export class SaisieAvisRappel {
  @Field(() => ID, { description: 'Identifiant du rappel à l’ordre.' })
  rappelOrdre!: string;

  @Field(() => ID, { description: 'Code INSEE de la commune dont le maire consulte.' })
  commune!: string;

  @Field(() => SensAvis, { description: 'Sens de l’avis.' })
  avis!: SensAvis;
}

@Resolver()
export class AvisRappelActsResolver {
  @Mutation(() => ActeAvis, {
    nullable: true,
    description: describeTransition(avisRappelWorkflow, 'rendreAvisRappelOrdre'),
  })
  @Portee(avisRendu)
  async rendreAvisRappelOrdre(
    @Ctx() { acts }: SubgraphContext,
    @Args(() => CreationArgs) request: CreationArgs,
    @Arg('saisie', () => SaisieAvisRappel, { description: 'L’avis.' }) saisie: SaisieAvisRappel,
  ): Promise<object> {
    const outcome = await acts.create(
      avisRappelWorkflow,
      request,
      saisie,
      async (context) => {
        refuseWithoutMayor(saisie.commune);
        await refuseSecond(context);
        return {
          rappelOrdreId: saisie.rappelOrdre,
          communeCode: saisie.commune,
          avis: saisie.avis,
          date: civilDay(context.now),
        };
      },
      ({ id, avis, rappelOrdreId }, context) =>
        putOutgoingAct(context, movesRappel[avis], {
          source: id,
          objet: `RappelOrdre ${rappelOrdreId}`,
          cible: rappelOrdreId,
          saisie: { avis: id },
        }),
    );
    return ActeAvis.of(outcome);
  }
}

/** One that the mayor's file took, or may still take, is the opinion; one that it refused was none. */
async function refuseSecond({ manager, input }: ActContext<SaisieAvisRappel>): Promise<void> {
  const given = await manager.findBy(AvisRappelOrdre, { rappelOrdreId: input.rappelOrdre });
  for (const { id } of given) {
    if (await manager.existsBy(OutgoingAct, { source: id, etat: 'REFUSEE' })) continue;
    throw new Refused(
      'AVIS_DEJA_RENDU',
      'L’avis sur ce rappel à l’ordre est déjà inscrit au registre.',
      'rappelOrdre',
    );
  }
}
