import { Field, ID, InputType } from 'type-graphql';
import { DateCivile } from '../../kit/scalars.js';
import { ProprietaireBien } from '../transaction/transaction-enums.js';
import { FaitsProposition, MesureAlternative, ReponseParquet } from './alternative-enums.js';

@InputType('SaisieAlternative', { description: 'Les faits, sans personne, et la mesure.' })
export class SaisieAlternative {
  @Field(() => ID, { description: 'Code INSEE de la commune des faits.' })
  commune!: string;

  @Field(() => DateCivile, { description: 'Jour des faits.' })
  dateFaits!: string;

  @Field(() => FaitsProposition, { description: 'Les faits.' })
  faits!: FaitsProposition;

  @Field(() => ProprietaireBien, {
    description: 'À qui ils ont nui. Si c’est à la commune, le maire propose une transaction.',
  })
  lese!: ProprietaireBien;

  @Field(() => ID, { nullable: true, description: 'Le bailleur auquel ils ont nui.' })
  bailleur?: string | null;

  @Field(() => MesureAlternative, { description: 'La mesure proposée.' })
  mesure!: MesureAlternative;
}

@InputType('SaisieReponseAlternative', { description: 'La réponse du procureur.' })
export class SaisieReponseAlternative {
  @Field(() => ReponseParquet, { description: 'Réponse.' })
  reponse!: ReponseParquet;
}
