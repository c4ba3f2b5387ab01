import { Field, ID, InputType } from 'type-graphql';
import { DateCivile } from '../../kit/scalars.js';
import {
  MotifAnnulationReunion,
  NatureDecisionInstance,
  QualiteMembre,
  ThemeReunion,
} from './instance-enums.js';
import { ObjetReunion, TypeInstance } from './instance.js';

@InputType('SaisieInstance', { description: 'L’instance mise en place par qui la préside.' })
export class SaisieInstance {
  @Field(() => TypeInstance, { description: 'Sa nature.' })
  type!: TypeInstance;

  @Field(() => ID, {
    description:
      'Son territoire : code d’une commune, d’un quartier prioritaire ou d’un EPCI ; CONVENTION pour un comité.',
  })
  perimetre!: string;
}

@InputType('SaisieMembreInstance', { description: 'Un membre d’une instance.' })
export class SaisieMembreInstance {
  @Field(() => ID, { description: 'Le signataire.' })
  signataire!: string;
}

@InputType('SaisieNouveauMembre', { description: 'Qui siège désormais, et à quel titre.' })
export class SaisieNouveauMembre extends SaisieMembreInstance {
  @Field(() => QualiteMembre, { nullable: true, description: 'À quel titre ; vide : membre.' })
  qualite?: QualiteMembre | null;
}

@InputType('SaisieDemandeReunion', { description: 'La réunion thématique demandée.' })
export class SaisieDemandeReunion {
  @Field(() => ThemeReunion, { description: 'Thème.' })
  theme!: ThemeReunion;
}

@InputType('SaisieDecisionInstance', { description: 'Ce qui a été décidé à une réunion.' })
export class SaisieDecisionInstance {
  @Field(() => ID, { description: 'La réunion, tenue aujourd’hui ou avant.' })
  reunion!: string;

  @Field(() => NatureDecisionInstance, { description: 'Ce qui est décidé.' })
  nature!: NatureDecisionInstance;

  @Field(() => ID, { description: 'Le membre qui s’en charge.' })
  pilote!: string;

  @Field(() => DateCivile, { nullable: true, description: 'Pour quand ; vide : sans terme.' })
  echeance?: string | null;
}

@InputType('SaisieReunion', { description: 'La réunion, sans donnée sur une personne.' })
export class SaisieReunion {
  @Field(() => DateCivile, { description: 'Jour de la réunion.' })
  date!: string;

  @Field(() => ObjetReunion, { description: 'Objet.' })
  objet!: ObjetReunion;

  @Field(() => ID, {
    nullable: true,
    description: 'La demande d’un membre à laquelle elle répond ; elle en prend le thème.',
  })
  demande?: string | null;
}

@InputType('SaisieAnnulationReunion', { description: 'La réunion annulée, et pourquoi.' })
export class SaisieAnnulationReunion {
  @Field(() => ID, { description: 'La réunion, à venir ou dont la date est passée.' })
  reunion!: string;

  @Field(() => MotifAnnulationReunion, { description: 'Motif.' })
  motif!: MotifAnnulationReunion;
}
