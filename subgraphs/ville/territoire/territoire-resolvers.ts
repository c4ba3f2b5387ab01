import { Arg, Args, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import type { Connection } from '../../kit/connection.js';
import type { SubgraphContext } from '../../kit/context.js';
import type { PageRequest } from '../../kit/page.js';
import { Authentifie } from '../../kit/portee.js';
import { Commune, communes, FiltreCommunes } from './commune.js';
import { Epci } from './epci.js';
import { Quartier, QuartierCommune } from './quartier.js';

@Resolver(() => Commune)
export class CommuneResolver {
  @Query(() => communes.connection, {
    nullable: true,
    description: 'Les 87 communes des deux EPCI de la convention.',
  })
  @Authentifie()
  communes(
    @Ctx() { rows }: SubgraphContext,
    @Args(() => communes.args) asked: PageRequest<FiltreCommunes>,
  ): Connection<Commune> {
    return rows.list(communes, asked);
  }

  @Query(() => Commune, { nullable: true, description: 'Une commune par son code INSEE.' })
  @Authentifie()
  commune(
    @Ctx() { rows }: SubgraphContext,
    @Arg('codeInsee', () => ID, { description: 'Code INSEE.' }) codeInsee: string,
  ): Promise<Commune | null> {
    return rows.load(Commune, codeInsee);
  }

  @FieldResolver(() => Epci, { nullable: true, description: 'L’EPCI dont la commune est membre.' })
  epci(@Root() commune: Commune, @Ctx() { rows }: SubgraphContext): Promise<Epci | null> {
    return rows.load(Epci, commune.epciSiren);
  }
}

@Resolver(() => Epci)
export class EpciResolver {
  @Query(() => [Epci], { nullable: true, description: 'Les deux EPCI de la convention.' })
  @Authentifie()
  epcis(@Ctx() { rows }: SubgraphContext): Promise<Epci[]> {
    return rows.all(Epci);
  }

  @Query(() => Epci, { nullable: true, description: 'Un EPCI par son numéro SIREN.' })
  @Authentifie()
  epci(
    @Ctx() { rows }: SubgraphContext,
    @Arg('siren', () => ID, { description: 'Numéro SIREN.' }) siren: string,
  ): Promise<Epci | null> {
    return rows.load(Epci, siren);
  }

  @FieldResolver(() => [Commune], { nullable: true, description: 'Les communes membres.' })
  communes(@Root() epci: Epci, @Ctx() { rows }: SubgraphContext): Promise<Commune[]> {
    return rows.loadBy(Commune, 'epciSiren', epci.siren);
  }
}

@Resolver(() => Quartier)
export class QuartierResolver {
  @Query(() => [Quartier], {
    nullable: true,
    description: 'Les six quartiers prioritaires du département.',
  })
  @Authentifie()
  quartiers(@Ctx() { rows }: SubgraphContext): Promise<Quartier[]> {
    return rows.all(Quartier);
  }

  @Query(() => Quartier, { nullable: true, description: 'Un quartier prioritaire par son code.' })
  @Authentifie()
  quartier(
    @Ctx() { rows }: SubgraphContext,
    @Arg('codeQpv', () => ID, { description: 'Code du quartier prioritaire.' }) codeQpv: string,
  ): Promise<Quartier | null> {
    return rows.load(Quartier, codeQpv);
  }

  @FieldResolver(() => [Commune], {
    nullable: true,
    description: 'Les communes sur lesquelles le quartier s’étend.',
  })
  async communes(@Root() quartier: Quartier, @Ctx() { rows }: SubgraphContext): Promise<Commune[]> {
    const links = await rows.loadBy(QuartierCommune, 'codeQpv', quartier.codeQpv);
    const found = await Promise.all(links.map(({ codeInsee }) => rows.load(Commune, codeInsee)));
    return found.filter((commune) => commune !== null);
  }
}
