import { Directive, Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { Column, Entity, Index, PrimaryColumn, VirtualColumn, type DataSource } from 'typeorm';
import { civilDay } from '../../../schema/contract/civil-day.js';
import { engagementsToLandlords, landlords } from '../../../schema/reference/engagements.js';
import { enumeration } from '../../kit/enumeration.js';
import { equalTo, listing, sorts } from '../../kit/listing.js';
import { Portee } from '../../kit/portee.js';
import { bringUpToDate } from '../../kit/reference-rows.js';
import { allOf, column, related, rowRules } from '../../kit/row-rules.js';
import { DateCivile } from '../../kit/scalars.js';
import { departement } from '../../kit/territoire.js';
import { Residence } from '../residence/residence.js';
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

  @VirtualColumn({ type: 'int', query: (row) => countAnswers('due', row, civilDay(new Date())) })
  @Field(() => Int, {
    nullable: true,
    description: 'Réponses dues : données, ou dont le délai est passé.',
  })
  @Portee('engagement-reponse:effectifs')
  dues!: number | string;

  @VirtualColumn({ type: 'int', query: (row) => countAnswers('kept', row, civilDay(new Date())) })
  @Field(() => Int, { nullable: true, description: 'Réponses données dans le délai.' })
  @Portee('engagement-reponse:effectifs')
  donneesATemps!: number | string;

  @Field(() => EtatEngagementReponse, { description: 'État, calculé.' })
  get etat(): EtatEngagementReponse {
    // MariaDB's driver gives what is counted as a text.
    const due = Number(this.dues);
    if (due === 0) return EtatEngagementReponse.SANS_OBJET;
    return Number(this.donneesATemps) === due
      ? EtatEngagementReponse.TENU
      : EtatEngagementReponse.NON_TENU;
  }
}

/** Of a landlord that has stock here: where several operate, each counts its own. */
const here = related(() => Residence, { bailleurId: 'bailleurId' });

export const engagementReponseRows = rowRules(EngagementReponse, {
  auteur: allOf(
    column('signataireId', ({ signataire }) => signataire),
    here,
  ),
  patrimoine: allOf(
    column('bailleurId', ({ territoire }) => territoire.patrimoine),
    here,
  ),
  departement: allOf(departement, here),
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

/** Brings what was promised into the database; runs at every start. */
export async function importEngagements(dataSource: DataSource): Promise<void> {
  const promised = engagementsToLandlords.flatMap(({ nature, signataires, depuis, delaiJours }) =>
    landlords.flatMap((bailleurId) =>
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
  await bringUpToDate(dataSource, EngagementReponse, promised, ['id']);
}
