import { ArrayMaxSize, ArrayMinSize, Matches } from 'class-validator';
import { Field, ID, InputType } from 'type-graphql';
import { enumeration } from '../../kit/enumeration.js';
import { CodeInfraction } from '../../kit/infraction.js';
import { DateCivile } from '../../kit/scalars.js';
import { motifsClassement, TypeDecision } from './penal-outcome.js';

/** `M_71`: a GraphQL name does not begin with a digit. */
const CodeMotif = enumeration(
  'CodeMotifClassement',
  'Motif d’un classement sans suite.',
  Object.fromEntries(
    Object.entries(motifsClassement).map(([code, label]) => [`M_${code}`, `${label}.`]),
  ),
);

@InputType('SaisieProcedure', { description: 'Ce que le registre dit d’une procédure.' })
export class SaisieProcedure {
  @Field(() => ID, { description: 'Code INSEE de la commune des faits.' })
  commune!: string;

  @Field(() => String, { description: 'Mois des faits, AAAA-MM.' })
  @Matches(/^\d{4}-(0[1-9]|1[0-2])$/)
  moisFaits!: string;

  @Field(() => [CodeInfraction], { description: 'Les infractions.' })
  @ArrayMinSize(1)
  @ArrayMaxSize(10)
  infractions!: string[];

  @Field(() => ID, {
    nullable: true,
    description: 'La plainte d’un bailleur qui en est à l’origine, s’il y en a une.',
  })
  plainte?: string | null;

  @Field(() => ID, { nullable: true, description: 'Le bailleur plaignant, s’il y en a un.' })
  plaignant?: string | null;

  @Field(() => ID, {
    nullable: true,
    description: 'Le signataire dont un service est saisi : police ou gendarmerie.',
  })
  serviceSaisi?: string | null;

  @Field(() => Boolean, {
    description: 'Le maire de la commune en est informé (CSI, art. L132-3).',
  })
  informationMaire!: boolean;
}

@InputType('SaisieDecision', { description: 'La décision du parquet.' })
export class SaisieDecision {
  @Field(() => TypeDecision, { description: 'Type de décision.' })
  type!: TypeDecision;

  @Field(() => CodeMotif, { nullable: true, description: 'Motif, pour un classement sans suite.' })
  motif?: string | null;

  @Field(() => DateCivile, { description: 'Jour de la décision.' })
  date!: string;
}

@InputType('SaisieAvisProcedure', { description: 'À qui avis est donné de la décision.' })
export class SaisieAvisProcedure {
  @Field(() => ID, {
    description: 'Le plaignant, la ville informée ou le service saisi : lui seul lit la décision.',
  })
  destinataire!: string;
}
