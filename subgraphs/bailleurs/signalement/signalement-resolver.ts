import { Arg, Args, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import { ActePossible, dueDayOf, possibleActs } from '../../kit/acts/awaited.js';
import { historyOf, PassageEtat } from '../../kit/acts/history.js';
import type { Connection } from '../../kit/connection.js';
import type { SubgraphContext } from '../../kit/context.js';
import type { PageRequest } from '../../kit/page.js';
import { Portee, PorteeListe } from '../../kit/portee.js';
import { DateCivile } from '../../kit/scalars.js';
import { Incident } from '../incident/incident.js';
import { Plainte } from '../plainte/plainte.js';
import { Commune } from '../territoire/commune.js';
import { Signataire, signataire } from '../../kit/signataire.js';
import { Correspondant } from './correspondant.js';
import { signalementWorkflow } from './signalement-workflow.js';
import {
  Signalement,
  SignalementDestinataire,
  SignalementIncident,
  SuiteOperationnelle,
} from './signalement.js';
import { FiltreSignalements, signalements } from './signalements.js';

@Resolver(() => Signalement)
export class SignalementResolver {
  @Query(() => signalements.connection, {
    nullable: true,
    description: 'Les signalements que l’appelant peut lire.',
  })
  @PorteeListe('signalement:lecture')
  signalements(
    @Ctx() { rows }: SubgraphContext,
    @Args(() => signalements.args) asked: PageRequest<FiltreSignalements>,
  ): Connection<Signalement> {
    return rows.list(signalements, asked);
  }

  @Query(() => Signalement, { nullable: true, description: 'Un signalement par son identifiant.' })
  @PorteeListe('signalement:lecture')
  signalement(
    @Ctx() { rows }: SubgraphContext,
    @Arg('id', () => ID, { description: 'Identifiant.' }) id: string,
  ): Promise<Signalement | null> {
    return rows.load(Signalement, id);
  }

  @FieldResolver(() => Commune, { nullable: true, description: 'La commune.' })
  commune(
    @Root() { communeCode }: Signalement,
    @Ctx() { rows }: SubgraphContext,
  ): Promise<Commune | null> {
    return rows.load(Commune, communeCode);
  }

  @FieldResolver(() => Signataire, { nullable: true, description: 'Le bailleur qui signale.' })
  bailleur(@Root() { bailleurId }: Signalement): Signataire {
    return signataire(bailleurId);
  }

  @FieldResolver(() => Correspondant, {
    nullable: true,
    description: 'Le correspondant qui l’a rédigé.',
  })
  auteur(@Root() { auteurId }: Signalement): Correspondant | null {
    return auteurId === null ? null : Object.assign(new Correspondant(), { id: auteurId });
  }

  @FieldResolver(() => [SuiteOperationnelle], {
    nullable: true,
    description: 'Les suites données.',
  })
  suites(
    @Root() { id }: Signalement,
    @Ctx() { rows }: SubgraphContext,
  ): Promise<SuiteOperationnelle[]> {
    return rows.loadBy(SuiteOperationnelle, 'signalementId', id);
  }

  @FieldResolver(() => [Signataire], { nullable: true, description: 'Les destinataires.' })
  async destinataires(
    @Root() { id }: Signalement,
    @Ctx() { rows }: SubgraphContext,
  ): Promise<Signataire[]> {
    const found = await rows.loadBy(SignalementDestinataire, 'signalementId', id);
    return found.map(({ signataireId }) => signataire(signataireId));
  }

  @FieldResolver(() => [Incident], {
    nullable: true,
    description: 'Les incidents signalés que l’appelant peut lire.',
  })
  @PorteeListe('incident:resume')
  async incidents(
    @Root() { id }: Signalement,
    @Ctx() { rows }: SubgraphContext,
  ): Promise<Incident[]> {
    const links = await rows.loadBy(SignalementIncident, 'signalementId', id);
    const found = await Promise.all(links.map(({ incidentId }) => rows.load(Incident, incidentId)));
    return found.filter((incident) => incident !== null);
  }
}

/** Where a signalement stands in its workflow, for whom it waits, and how it came there. */
@Resolver(() => Signalement)
export class SignalementStateResolver {
  @FieldResolver(() => [ActePossible], {
    description: 'Les actes que l’appelant peut faire maintenant.',
  })
  actesPossibles(
    @Root() signalement: Signalement,
    @Ctx() { access }: SubgraphContext,
  ): Promise<ActePossible[]> {
    return possibleActs(signalementWorkflow, signalement, access);
  }

  @FieldResolver(() => DateCivile, {
    nullable: true,
    description: 'Jour avant lequel un acte est dû, à cette étape.',
  })
  echeance(@Root() signalement: Signalement): string | null {
    return dueDayOf(signalementWorkflow, signalement);
  }

  @FieldResolver(() => [PassageEtat], { description: 'Les étapes passées, depuis la création.' })
  historique(
    @Root() signalement: Signalement,
    @Ctx() { rows }: SubgraphContext,
  ): Promise<PassageEtat[]> {
    return historyOf(rows, signalement);
  }

  @FieldResolver(() => Plainte, {
    nullable: true,
    description: 'La plainte à laquelle il est lié, si l’appelant peut la lire.',
  })
  @PorteeListe('plainte:lecture')
  plainte(
    @Root() { plainteId }: Signalement,
    @Ctx() { rows }: SubgraphContext,
  ): Promise<Plainte | null> | null {
    return plainteId === null ? null : rows.load(Plainte, plainteId);
  }
}

@Resolver(() => SuiteOperationnelle)
export class SuiteOperationnelleResolver {
  @FieldResolver(() => Signataire, { nullable: true, description: 'Qui l’a donnée.' })
  @Portee('signalement:lecture')
  auteur(@Root() { auteurId }: SuiteOperationnelle): Signataire {
    return signataire(auteurId);
  }
}
