import { Arg, Args, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import type { Connection } from '../../kit/connection.js';
import type { SubgraphContext } from '../../kit/context.js';
import type { PageRequest } from '../../kit/page.js';
import { PorteeListe } from '../../kit/portee.js';
import { Signataire, signataire } from '../../kit/signataire.js';
import { Constat } from './constat.js';
import { constats, FiltreConstats } from './constats.js';
import { DiagnosticEnMarchant } from './diagnostic-en-marchant.js';

@Resolver(() => Constat)
export class ConstatResolver {
  @Query(() => constats.connection, {
    nullable: true,
    description: 'Les constats que l’appelant peut lire.',
  })
  @PorteeListe('diagnostic:lecture')
  constats(
    @Ctx() { rows }: SubgraphContext,
    @Args(() => constats.args) asked: PageRequest<FiltreConstats>,
  ): Connection<Constat> {
    return rows.list(constats, asked);
  }

  @Query(() => Constat, { nullable: true, description: 'Un constat par son identifiant.' })
  @PorteeListe('diagnostic:lecture')
  constat(
    @Ctx() { rows }: SubgraphContext,
    @Arg('id', () => ID, { description: 'Identifiant.' }) id: string,
  ): Promise<Constat | null> {
    return rows.load(Constat, id);
  }

  @FieldResolver(() => DiagnosticEnMarchant, {
    nullable: true,
    description: 'Le diagnostic pendant lequel il a été relevé.',
  })
  diagnostic(
    @Root() { diagnosticId }: Constat,
    @Ctx() { rows }: SubgraphContext,
  ): Promise<DiagnosticEnMarchant | null> {
    return rows.load(DiagnosticEnMarchant, diagnosticId);
  }

  @FieldResolver(() => Signataire, { nullable: true, description: 'Qui l’a relevé.' })
  relevePar(@Root() { releveParId }: Constat): Signataire {
    return signataire(releveParId);
  }

  @FieldResolver(() => Signataire, {
    nullable: true,
    description: 'Qui pilote la mesure, ou à qui elle est proposée.',
  })
  pilote(@Root() { piloteId }: Constat): Signataire | null {
    return piloteId === null ? null : signataire(piloteId);
  }
}
