import { Directive, Field, ID, InputType, ObjectType } from 'type-graphql';
import { Column, Entity, Index, PrimaryColumn, type DataSource } from 'typeorm';
import { civilDay } from '../../../schema/contract/civil-day.js';
import { keeperOf } from '../territoire/keeper-of.js';
import { ownEngagements } from '../../../schema/reference/engagements.js';
import { counting } from '../../kit/counting.js';
import { enumeration } from '../../kit/enumeration.js';
import { equalTo, listing, sorts } from '../../kit/listing.js';
import { Portee } from '../../kit/portee.js';
import { bringUpToDate } from '../../kit/reference-rows.js';
import { column, rowRules } from '../../kit/row-rules.js';
import { DateCivile } from '../../kit/scalars.js';
import { departement } from '../../kit/territoire.js';

export const NatureEngagement = enumeration('NatureEngagement', 'Ce qu’un signataire a promis.', {
  REFERENT_NOMME: 'Un correspondant nommé à l’annuaire, dont le mandat est en cours.',
  CLSPD_RESTREINT_ANNUEL:
    'Un CLSPD restreint au moins, réuni dans les douze derniers mois. Une réunion annulée ne compte pas.',
});
export type NatureEngagement = keyof typeof NatureEngagement;

export const EtatEngagement = enumeration(
  'EtatEngagement',
  'Où en est un engagement, d’après les actes.',
  {
    TENU: 'Tenu.',
    NON_TENU: 'Non tenu.',
  },
);
export type EtatEngagement = keyof typeof EtatEngagement;

/** A promise is a row; whether it is kept is counted whenever it is read, and stands nowhere. */
@Entity('engagement')
@ObjectType({
  description:
    'Engagement d’un signataire, selon son domaine de compétence. Son état est calculé d’après les actes : personne ne le saisit.',
})
@Directive('@key(fields: "id")')
@Portee('engagement:lecture')
export class Engagement {
  @PrimaryColumn({ type: 'varchar', length: 120 })
  @Field(() => ID, { description: 'Signataire et nature, séparés par deux-points.' })
  id!: string;

  @Index('engagement_signataire_idx')
  @Column({ type: 'varchar', length: 60 })
  signataireId!: string;

  @Column({ type: 'varchar', length: 30 })
  @Field(() => NatureEngagement, { description: 'Ce qui est promis.' })
  nature!: NatureEngagement;

  @Column({ type: 'date' })
  @Field(() => DateCivile, { description: 'Depuis quand.' })
  depuis!: string;
}

/** Not in the row's own statement, which is the same for rows of others. */
export const engagementCount = counting({
  entity: Engagement,
  counts: (row) => ({ number: countedFor(row, civilDay(new Date())) }),
});

/** @param row its quoted alias. @param today AAAA-MM-JJ, of our own making. */
function countedFor(row: string, today: string): string {
  const aYearAgo = `${Number(today.slice(0, 4)) - 1}${today.slice(4)}`;
  return `CASE ${row}.nature
    WHEN 'REFERENT_NOMME' THEN (
      SELECT COUNT(*) FROM correspondant c
      WHERE c.signataireId = ${row}.signataireId AND c.statut = 'EN_FONCTION'
        AND c.mandatDebut <= '${today}'
        AND (c.mandatFin IS NULL OR c.mandatFin >= '${today}'))
    ELSE (
      SELECT COUNT(*) FROM reunion r JOIN instance i ON i.id = r.instanceId
      WHERE i.presidenceId = ${row}.signataireId AND i.type = 'CLSPD_RESTREINT'
        AND r.statut <> 'ANNULEE' AND r.date <= '${today}' AND r.date > '${aYearAgo}')
    END`;
}

export const engagementRows = rowRules(Engagement, {
  auteur: column('signataireId', ({ signataire }) => signataire),
  departement,
});

@InputType('FiltreEngagements', { description: 'Restreint la liste des engagements.' })
export class FiltreEngagements {
  @Field(() => String, { nullable: true, description: 'Identifiant du signataire.' })
  signataire?: string;

  @Field(() => NatureEngagement, { nullable: true, description: 'Ce qui est promis.' })
  nature?: NatureEngagement;
}

const TriEngagements = sorts('TriEngagements', 'Ordre des engagements.', {
  ID: { property: 'id', order: 'ASC', description: 'Par signataire et nature.' },
});

export const engagements = listing<Engagement, FiltreEngagements>({
  entity: Engagement,
  portee: ['engagement:lecture'],
  filtre: FiltreEngagements,
  filters: { signataire: equalTo('signataireId'), nature: equalTo('nature') },
  sorts: TriEngagements,
});

/**
 * Brings what was promised into the database, and takes out what was not; runs at every start.
 * @param operator who operates this part: what it promised itself, or who operates none; null: all.
 */
export async function importEngagements(
  dataSource: DataSource,
  operator: string | null,
): Promise<void> {
  const promised = ownEngagements.flatMap(({ nature, signataires, depuis }) =>
    signataires
      .filter((signataireId) => operator === null || keeperOf(signataireId) === operator)
      .map((signataireId) => ({
        id: `${signataireId}:${nature}`,
        signataireId,
        nature,
        depuis,
      })),
  );
  await bringUpToDate(dataSource, Engagement, promised, ['id'], 'removed');
}
