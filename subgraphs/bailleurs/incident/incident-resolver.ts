import { Arg, Args, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import type { Connection } from '../../kit/connection.js';
import type { SubgraphContext } from '../../kit/context.js';
import type { PageRequest } from '../../kit/page.js';
import { Portee, PorteeListe } from '../../kit/portee.js';
import { Plainte } from '../plainte/plainte.js';
import { Entree } from '../residence/entree.js';
import { Residence } from '../residence/residence.js';
import { Commune } from '../territoire/commune.js';
import { CorrectionIncident } from './correction-incident.js';
import { Incident } from './incident.js';
import { FiltreIncidents, incidents } from './incidents.js';
import { infraction, Infraction } from '../../kit/infraction.js';
import { AuteurPresume, Victime } from './personnes.js';
import { FamilleIncident, familleOf } from './type-incident.js';

@Resolver(() => Incident)
export class IncidentResolver {
  @Query(() => incidents.connection, {
    nullable: true,
    description: 'Les incidents que l’appelant peut lire.',
  })
  @PorteeListe('incident:resume')
  incidents(
    @Ctx() { rows }: SubgraphContext,
    @Args(() => incidents.args) asked: PageRequest<FiltreIncidents>,
  ): Connection<Incident> {
    return rows.list(incidents, asked);
  }

  @Query(() => Incident, { nullable: true, description: 'Un incident par son identifiant.' })
  @PorteeListe('incident:resume')
  incident(
    @Ctx() { rows }: SubgraphContext,
    @Arg('id', () => ID, { description: 'Identifiant.' }) id: string,
  ): Promise<Incident | null> {
    return rows.load(Incident, id);
  }

  @FieldResolver(() => FamilleIncident, { nullable: true, description: 'Famille de faits.' })
  famille(@Root() { type }: Incident): FamilleIncident {
    return familleOf(type);
  }

  @FieldResolver(() => Residence, { nullable: true, description: 'La résidence.' })
  @Portee('incident:lecture')
  residence(
    @Root() { residenceId }: Incident,
    @Ctx() { rows }: SubgraphContext,
  ): Promise<Residence | null> {
    return rows.load(Residence, residenceId);
  }

  @FieldResolver(() => Entree, { nullable: true, description: 'L’entrée.' })
  @Portee('incident:localisation')
  entree(
    @Root() { entreeId }: Incident,
    @Ctx() { rows }: SubgraphContext,
  ): Promise<Entree | null> | null {
    return entreeId === null ? null : rows.load(Entree, entreeId);
  }

  @FieldResolver(() => Infraction, {
    nullable: true,
    description: 'L’infraction que les faits semblent constituer.',
  })
  @Portee('incident:lecture')
  infractionPresumee(@Root() { infractionCode }: Incident): Infraction | null {
    return infractionCode === null ? null : infraction(infractionCode);
  }

  @FieldResolver(() => [Plainte], {
    nullable: true,
    description: 'Les plaintes que l’appelant peut lire.',
  })
  @Portee('incident:lecture')
  plaintes(@Root() { id }: Incident, @Ctx() { rows }: SubgraphContext): Promise<Plainte[]> {
    return rows.loadBy(Plainte, 'incidentId', id);
  }

  @FieldResolver(() => Victime, { nullable: true, description: 'La victime.' })
  @Portee('incident:victime')
  victime(@Root() incident: Incident): Victime | null {
    return incident.victimeQualite === null
      ? null
      : Object.assign(new Victime(), {
          qualite: incident.victimeQualite,
          itt: incident.victimeItt,
          identite: incident.victimeIdentite,
        });
  }

  @FieldResolver(() => [CorrectionIncident], {
    nullable: true,
    description: 'Les corrections faites par le bailleur.',
  })
  @PorteeListe('incident:saisie')
  corrections(
    @Root() { id }: Incident,
    @Ctx() { rows }: SubgraphContext,
  ): Promise<CorrectionIncident[]> {
    return rows.loadBy(CorrectionIncident, 'incidentId', id);
  }

  @FieldResolver(() => AuteurPresume, { nullable: true, description: 'L’auteur présumé.' })
  @Portee('incident:auteur')
  auteurPresume(@Root() incident: Incident): AuteurPresume {
    return Object.assign(new AuteurPresume(), {
      connu: incident.auteurConnu,
      identite: incident.auteurIdentite,
      lienBail: incident.auteurLienBail,
    });
  }
}

@Resolver(() => Commune)
export class CommuneIncidentsResolver {
  @FieldResolver(() => incidents.connection, {
    nullable: true,
    description: 'Les incidents de la commune que l’appelant peut lire.',
  })
  @PorteeListe('incident:lecture')
  incidents(
    @Root() parent: Commune,
    @Ctx() { rows }: SubgraphContext,
    @Args(() => incidents.args) asked: PageRequest<FiltreIncidents>,
  ): Connection<Incident> {
    const ofParent = {
      property: 'communeCode',
      value: parent.codeInsee,
      reads: ['Incident.residence'],
    } as const;
    return rows.list(incidents, asked, ofParent);
  }
}
