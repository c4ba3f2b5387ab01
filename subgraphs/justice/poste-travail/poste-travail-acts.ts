import { Max, Min } from 'class-validator';
import { Arg, Args, Ctx, Field, ID, InputType, Int, Mutation, Resolver } from 'type-graphql';
import { outsideTerritory } from '../../../schema/contract/act-not-found.js';
import signataires from '../../../schema/reference/signataires.json' with { type: 'json' };
import { ActeArgs, CreationArgs } from '../../kit/acts/act-args.js';
import { outcomeTypeOf } from '../../kit/acts/outcome-type.js';
import { Refused } from '../../kit/acts/refusal.js';
import { describeTransition, type ActContext } from '../../kit/acts/workflow.js';
import type { SubgraphContext } from '../../kit/context.js';
import { Portee } from '../../kit/portee.js';
import { Commune } from '../territoire/commune.js';
import { posteTravailWorkflow, tenue } from './poste-travail-workflow.js';
import { NatureTravail, PosteTravailInteret } from './poste-travail.js';

const ActePosteTravail = outcomeTypeOf(PosteTravailInteret, 'poste', 'le poste');

const about = (act: string) => ({
  nullable: true,
  description: describeTransition(posteTravailWorkflow, act),
});

@InputType('SaisiePosteTravail', { description: 'Le poste que l’organisme offre.' })
export class SaisiePosteTravail {
  @Field(() => ID, { description: 'Le signataire qui accueille.' })
  organismeAccueil!: string;

  @Field(() => ID, { description: 'Code INSEE de la commune du poste.' })
  commune!: string;

  @Field(() => NatureTravail, { description: 'Nature du travail.' })
  nature!: NatureTravail;

  @Field(() => Int, { description: 'Nombre de places.' })
  @Min(1)
  @Max(100)
  places!: number;
}

@InputType('SaisiePlacesPoste', { description: 'Les places d’un poste.' })
export class SaisiePlacesPoste {
  @Field(() => Int, { description: 'Nombre de places.' })
  @Min(1)
  @Max(100)
  places!: number;
}

/** The acts on a place of community work, each one arrow of `posteTravailWorkflow`. */
@Resolver()
export class PosteTravailActsResolver {
  @Mutation(() => ActePosteTravail, about('inscrirePosteTravail'))
  @Portee(tenue)
  async inscrirePosteTravail(
    @Ctx() { acts }: SubgraphContext,
    @Args(() => CreationArgs) request: CreationArgs,
    @Arg('saisie', () => SaisiePosteTravail, { description: 'Le poste.' })
    saisie: SaisiePosteTravail,
  ): Promise<object> {
    return ActePosteTravail.of(
      await acts.create(posteTravailWorkflow, request, saisie, offeredPoste),
    );
  }

  @Mutation(() => ActePosteTravail, about('changerPlacesPosteTravail'))
  @Portee(tenue)
  async changerPlacesPosteTravail(
    @Ctx() { acts }: SubgraphContext,
    @Args(() => ActeArgs) { id, ...request }: ActeArgs,
    @Arg('saisie', () => SaisiePlacesPoste, { description: 'Les places.' })
    saisie: SaisiePlacesPoste,
  ): Promise<object> {
    const act = 'changerPlacesPosteTravail';
    return ActePosteTravail.of(
      await acts.perform(posteTravailWorkflow, act, id, request, saisie, () => ({
        places: saisie.places,
      })),
    );
  }

  @Mutation(() => ActePosteTravail, about('fermerPosteTravail'))
  @Portee(tenue)
  async fermerPosteTravail(
    @Ctx() { acts }: SubgraphContext,
    @Args(() => ActeArgs) { id, ...request }: ActeArgs,
  ): Promise<object> {
    const act = 'fermerPosteTravail';
    return ActePosteTravail.of(await acts.perform(posteTravailWorkflow, act, id, request, {}));
  }
}

/** @throws Refused for a host or a place that the convention does not know. */
async function offeredPoste({ input, manager }: ActContext<SaisiePosteTravail>) {
  const { organismeAccueil, commune, nature, places } = input;
  if (!signataires.some(({ id }) => id === organismeAccueil)) {
    throw new Refused(
      'SIGNATAIRE_INCONNU',
      'L’organisme d’accueil est un signataire de la convention : choisissez-le dans la liste.',
      'organismeAccueil',
    );
  }
  if (!(await manager.existsBy(Commune, { codeInsee: commune }))) {
    const { code, message, champ } = outsideTerritory;
    throw new Refused(code, message, champ);
  }
  return { organismeAccueilId: organismeAccueil, communeCode: commune, nature, places };
}
