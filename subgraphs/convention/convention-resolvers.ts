import { Arg, Ctx, ID, Query, Resolver } from 'type-graphql';
import type { Convention } from '../../schema/convention/convention.js';
import { civilDay } from '../../schema/contract/civil-day.js';
import type { SubgraphContext } from '../kit/context.js';
import { Authentifie } from '../kit/portee.js';
import { askableActs, explain, readableFields } from './explain.js';
import { ChampLisible, Explication } from './explication.js';
import type { FieldNeeds } from './field-needs.js';
import { Moi } from './moi.js';
import { presentMoi } from './present-moi.js';
import { presentSignataire } from './present-signataire.js';
import { Signataire } from './signataire.js';

/** What this subgraph's resolvers need: the convention in force and the time. */
export interface ConventionServices {
  readonly current: () => Convention;
  readonly now: () => Date;
  readonly fieldNeeds: FieldNeeds;
}

const longestCoordinate = 200;

type Context = SubgraphContext<ConventionServices>;

@Resolver(() => Signataire)
export class SignataireResolver {
  @Query(() => [Signataire], {
    nullable: true,
    description: 'Les signataires de la convention, dans l’ordre du fichier.',
  })
  @Authentifie()
  signataires(@Ctx() { services }: Context): Signataire[] {
    const convention = services.current();
    const on = civilDay(services.now());
    return [...convention.signataires.values()].map((signataire) =>
      presentSignataire(convention, signataire, on),
    );
  }

  @Query(() => Signataire, { nullable: true, description: 'Un signataire par son identifiant.' })
  @Authentifie()
  signataire(
    @Ctx() { services }: Context,
    @Arg('id', () => ID, { description: 'Identifiant dans la convention.' }) id: string,
  ): Signataire | null {
    return findSignataire(services, id);
  }

  @Query(() => Moi, {
    nullable: true,
    description: 'L’appelant : son signataire et ce qu’il peut lire avec les finalités déclarées.',
  })
  @Authentifie()
  moi(@Ctx() { appelant, services }: Context): Moi {
    return presentMoi(services.current(), appelant, services.now());
  }

  @Query(() => [ChampLisible], {
    nullable: true,
    description:
      'Les champs protégés que l’appelant peut demander, et les filtres et tris qui les comparent, avec leur sensibilité.',
  })
  @Authentifie()
  async champs(@Ctx() { appelant, services }: Context): Promise<ChampLisible[]> {
    return readableFields(services.current(), appelant, await services.fieldNeeds.all());
  }

  @Query(() => [String], {
    nullable: true,
    description:
      'Les actes que l’appelant peut demander et qui ne peuvent pas être annulés (@irrevocable) : les noms de leurs mutations.',
  })
  @Authentifie()
  async actesIrrevocables(@Ctx() { appelant, services }: Context): Promise<string[]> {
    const { fieldNeeds } = services;
    return askableActs(appelant, await fieldNeeds.irrevocable(), fieldNeeds);
  }

  @Query(() => Explication, {
    nullable: true,
    description:
      'Pourquoi l’appelant lit un champ ou ne le lit pas : le droit qu’il faut, s’il l’a, à qui le demander.',
  })
  @Authentifie()
  async pourquoi(
    @Ctx() { appelant, services }: Context,
    @Arg('coordonnee', () => String, {
      description: 'Le champ, sous la forme Type.champ, par exemple Incident.auteurPresume.',
    })
    coordonnee: string,
  ): Promise<Explication> {
    const asked = coordonnee.slice(0, longestCoordinate);
    const need = await services.fieldNeeds.of(asked);
    return explain(services.current(), appelant, asked, need, civilDay(services.now()));
  }
}

/** The signatory of this id as the schema shows it today; null when the convention has none. */
export function findSignataire(services: ConventionServices, id: string): Signataire | null {
  const convention = services.current();
  const written = convention.signataires.get(id);
  return written ? presentSignataire(convention, written, civilDay(services.now())) : null;
}
