import { ArrayMaxSize, ArrayUnique } from 'class-validator';
import { Field, ID, InputType } from 'type-graphql';
import { MotifContestation, NatureSuite, Qualification, Urgence } from './signalement.js';

@InputType('SaisieSignalement', { description: 'Ce qu’un bailleur signale, et à qui.' })
export class SaisieSignalement {
  @Field(() => [ID], { description: 'Incidents du bailleur, dans une même commune ; 20 au plus.' })
  @ArrayMaxSize(20)
  @ArrayUnique()
  incidents!: string[];

  @Field(() => [ID], { description: 'Signataires destinataires ; 8 au plus.' })
  @ArrayMaxSize(8)
  @ArrayUnique()
  destinataires!: string[];

  @Field(() => Urgence, {
    description: 'Urgence ; en cas de danger immédiat, appelez d’abord le 17.',
  })
  urgence!: Urgence;

  @Field(() => Boolean, {
    defaultValue: false,
    description: 'Le 17 a été appelé : nécessaire pour URGENCE.',
  })
  appel17!: boolean;
}

@InputType('SaisieReorientation', { description: 'Vers qui un signalement est réorienté.' })
export class SaisieReorientation {
  @Field(() => ID, { description: 'Signataire compétent.' })
  destinataire!: string;
}

@InputType('SaisieQualification', { description: 'Ce que le destinataire voit dans les faits.' })
export class SaisieQualification {
  @Field(() => Qualification, { description: 'Qualification.' })
  qualification!: Qualification;
}

@InputType('SaisieContestation', { description: 'Pourquoi le bailleur conteste.' })
export class SaisieContestation {
  @Field(() => MotifContestation, { description: 'Motif.' })
  motif!: MotifContestation;
}

@InputType('SaisiePlainteLiee', {
  description: 'La plainte à laquelle le signalement se rattache.',
})
export class SaisiePlainteLiee {
  @Field(() => ID, { description: 'Identifiant de la plainte.' })
  plainte!: string;
}

@InputType('SaisieSuite', { description: 'La suite donnée.' })
export class SaisieSuite {
  @Field(() => NatureSuite, { description: 'Nature.' })
  nature!: NatureSuite;
}
