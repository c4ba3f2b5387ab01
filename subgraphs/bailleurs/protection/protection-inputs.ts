import { ArrayMaxSize, ArrayMinSize } from 'class-validator';
import { Field, ID, InputType } from 'type-graphql';
import {
  DeclarantProtection,
  EnseignementRetex,
  MesureProtection,
  PlaintePersonnelle,
  ReponseDomiciliation,
} from './protection-enums.js';

@InputType('SaisieFaitPersonnel', { description: 'Le fait déclaré, sans nom.' })
export class SaisieFaitPersonnel {
  @Field(() => ID, { description: 'L’incident dont un membre du personnel a été victime.' })
  incident!: string;

  @Field(() => DeclarantProtection, { description: 'Qui le déclare.' })
  declarant!: DeclarantProtection;
}

@InputType('SaisieMesuresProtection', { description: 'Les mesures immédiates.' })
export class SaisieMesuresProtection {
  @Field(() => [MesureProtection], { description: 'Les mesures prises.' })
  @ArrayMinSize(1)
  @ArrayMaxSize(3)
  mesures!: MesureProtection[];
}

@InputType('SaisiePlaintesProtection', { description: 'Les plaintes après le fait.' })
export class SaisiePlaintesProtection {
  @Field(() => PlaintePersonnelle, { description: 'Ce que la personne dit de la sienne.' })
  personnelle!: PlaintePersonnelle;

  @Field(() => ID, {
    nullable: true,
    description: 'La plainte du bailleur pour son propre dommage, s’il y en a une.',
  })
  plainte?: string | null;
}

@InputType('SaisieDomiciliation', { description: 'La réponse de la personne.' })
export class SaisieDomiciliation {
  @Field(() => ReponseDomiciliation, { description: 'Sa réponse.' })
  reponse!: ReponseDomiciliation;
}

@InputType('SaisieRetex', { description: 'Le retour d’expérience.' })
export class SaisieRetex {
  @Field(() => [EnseignementRetex], { description: 'Les enseignements.' })
  @ArrayMinSize(1)
  @ArrayMaxSize(5)
  enseignements!: EnseignementRetex[];
}
