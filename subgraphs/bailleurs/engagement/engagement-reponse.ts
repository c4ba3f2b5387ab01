import { Directive, Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { Column, Entity, Index, PrimaryColumn, type DataSource } from 'typeorm';
import { engagementsToLandlords, landlords } from '../../../schema/reference/engagements.js';
import { counting } from '../../kit/counting.js';
import { enumeration } from '../../kit/enumeration.js';
import { equalTo, listing, sorts } from '../../kit/listing.js';
import { Portee } from '../../kit/portee.js';
import { bringUpToDate } from '../../kit/reference-rows.js';
import { column, rowRules } from '../../kit/row-rules.js';
import { DateCivile } from '../../kit/scalars.js';
import { departement } from '../../kit/territoire.js';
import { countAnswers } from './count-answers.js';

export const NatureEngagementReponse = enumeration(
  'NatureEngagementReponse',
  'Ce à quoi un signataire a promis de répondre, à chaque bailleur.',
  {
    ACCUSE_RECEPTION: 'Accuser réception d’un signalement.',
    REPONSE_DIAGNOSTIC: 'Dire si une demande de diagnostic est recevable.',
  },
);
export type NatureEngagementReponse = keyof typeof NatureEngagementReponse;

export const EtatEngagementReponse = enumeration(
  'EtatEngagementReponse',
  'Où en est un engagement de réponse, d’après les actes.',
  {
    TENU: 'Chaque réponse due a été donnée dans le délai.',
    NON_TENU: 'Une réponse au moins est venue en retard, ou n’est pas venue.',
    SANS_OBJET: 'Aucune réponse n’a encore été due.',
  },
);
export type EtatEngagementReponse = keyof typeof EtatEngagementReponse;

/** A promise is a row; whether it is kept is counted whenever it is read, and stands nowhere. */
@Entity('engagement_reponse')
@ObjectType({
  description:
    'Engagement d’un signataire de répondre à un bailleur dans un délai. Son état est calculé d’après les actes : personne ne le saisit.',
})
@Directive('@key(fields: "id")')
@Portee('engagement-reponse:lecture')
export class EngagementReponse {
  @PrimaryColumn({ type: 'varchar', length: 160 })
  @Field(() => ID, { description: 'Bailleur, signataire et nature, séparés par deux-points.' })
  id!: string;

  @Index('engagement_reponse_signataire_idx')
  @Column({ type: 'varchar', length: 60 })
  signataireId!: string;

  @Index('engagement_reponse_bailleur_idx')
  @Column({ type: 'varchar', length: 60 })
  bailleurId!: string;

  @Column({ type: 'varchar', length: 30 })
  @Field(() => NatureEngagementReponse, { description: 'À quoi répondre.' })
  nature!: NatureEngagementReponse;

  @Column({ type: 'date' })
  @Field(() => DateCivile, { description: 'Depuis quand.' })
  depuis!: string;

  @Column({ type: 'int' })
  @Field(() => Int, {
    description: 'Délai en jours ; choix de ce projet, tant qu’aucun n’est signé.',
  })
  delaiJours!: number;
}

/** What it owed and kept; not in the row's own statement, which is the same for rows of others. */
export const answersOwed = counting({
  entity: EngagementReponse,
  counts: (row) => owedAt(row, new Date()),
});

/**
 * As SQL on a promise's row. Moments are stored in UTC, and their days compared there: by the day in
 * France an answer would be owed an hour before it is late.
 * @param row its quoted alias.
 */
export function owedAt(row: string, now: Date): { readonly due: string; readonly kept: string } {
  const today = now.toISOString().slice(0, 10);
  return { due: countAnswers('due', row, today), kept: countAnswers('kept', row, today) };
}

// On the row's own columns alone: another table would be looked at only where there is a row.
export const engagementReponseRows = rowRules(EngagementReponse, {
  auteur: column('signataireId', ({ signataire }) => signataire),
  patrimoine: column('bailleurId', ({ territoire }) => territoire.patrimoine),
  departement,
});

@InputType('FiltreEngagementsReponse', {
  description: 'Restreint la liste des engagements de réponse.',
})
export class FiltreEngagementsReponse {
  @Field(() => String, { nullable: true, description: 'Identifiant du signataire.' })
  signataire?: string;

  @Field(() => String, { nullable: true, description: 'Identifiant du bailleur.' })
  bailleur?: string;

  @Field(() => NatureEngagementReponse, { nullable: true, description: 'À quoi répondre.' })
  nature?: NatureEngagementReponse;
}

const TriEngagementsReponse = sorts('TriEngagementsReponse', 'Ordre des engagements de réponse.', {
  ID: { property: 'id', order: 'ASC', description: 'Par bailleur, signataire et nature.' },
});

export const engagementsReponse = listing<EngagementReponse, FiltreEngagementsReponse>({
  entity: EngagementReponse,
  portee: ['engagement-reponse:lecture'],
  filtre: FiltreEngagementsReponse,
  filters: {
    signataire: equalTo('signataireId'),
    bailleur: equalTo('bailleurId'),
    nature: equalTo('nature'),
  },
  sorts: TriEngagementsReponse,
});

/**
 * Brings what was promised into the database, and takes out what was not; runs at every start.
 * @param operator the landlord who operates this part: what was promised to it; null: to all.
 */
export async function importEngagements(
  dataSource: DataSource,
  operator: string | null,
): Promise<void> {
  const here = landlords.filter((bailleurId) => operator === null || bailleurId === operator);
  const promised = engagementsToLandlords.flatMap(({ nature, signataires, depuis, delaiJours }) =>
    here.flatMap((bailleurId) =>
      signataires.map((signataireId) => ({
        id: `${bailleurId}:${signataireId}:${nature}`,
        signataireId,
        bailleurId,
        nature,
        depuis,
        delaiJours,
      })),
    ),
  );
  await bringUpToDate(dataSource, EngagementReponse, promised, ['id'], 'removed');
}
