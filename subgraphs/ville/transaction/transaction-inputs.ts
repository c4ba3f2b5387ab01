import { Max, Min } from 'class-validator';
import { Field, ID, InputType, Int } from 'type-graphql';
import { DateCivile } from '../../kit/scalars.js';
import {
  AutoriteHomologation,
  BienAtteint,
  ContraventionTransaction,
  ProprietaireBien,
} from './transaction-enums.js';

@InputType('SaisieTransaction', { description: 'La contravention constatée par procès-verbal.' })
export class SaisieTransaction {
  @Field(() => ID, { description: 'Code INSEE de la commune.' })
  commune!: string;

  @Field(() => DateCivile, { description: 'Jour du procès-verbal.' })
  datePv!: string;

  @Field(() => ContraventionTransaction, { description: 'Contravention.' })
  contravention!: ContraventionTransaction;

  @Field(() => BienAtteint, { description: 'Bien auquel elle a nui.' })
  bien!: BienAtteint;

  @Field(() => ProprietaireBien, {
    description: 'À qui est ce bien : le maire ne transige que pour ceux de la commune.',
  })
  proprietaire!: ProprietaireBien;

  @Field(() => Boolean, { description: 'L’auteur est majeur.' })
  auteurMajeur!: boolean;
}

@InputType('SaisiePropositionTransaction', {
  description: 'Ce que le maire propose : une réparation ou un travail non rémunéré.',
})
export class SaisiePropositionTransaction {
  @Field(() => Int, { nullable: true, description: 'Réparation, en euros.' })
  @Min(1)
  @Max(100_000)
  montantReparation?: number | null;

  @Field(() => Int, { nullable: true, description: 'Heures de travail non rémunéré, 30 au plus.' })
  @Min(1)
  @Max(1000)
  heuresTravailNonRemunere?: number | null;

  @Field(() => DateCivile, { description: 'Dernier jour pour répondre ; ensuite, refus.' })
  dateLimiteReponse!: string;

  @Field(() => DateCivile, { description: 'Dernier jour pour exécuter.' })
  delaiExecution!: string;
}

@InputType('SaisieReponseTransaction', { description: 'La réponse de l’auteur.' })
export class SaisieReponseTransaction {
  @Field(() => DateCivile, { description: 'Jour de la réponse.' })
  date!: string;
}

@InputType('SaisieHomologationRecue', {
  description: 'La décision, telle qu’inscrite au registre du parquet.',
})
export class SaisieHomologationRecue {
  @Field(() => ID, { description: 'Identifiant de la décision au registre.' })
  homologation!: string;

  @Field(() => AutoriteHomologation, { description: 'Qui a décidé.' })
  autorite!: AutoriteHomologation;

  @Field(() => DateCivile, { description: 'Jour de la décision.' })
  date!: string;
}

@InputType('SaisieExecutionTransaction', { description: 'L’exécution.' })
export class SaisieExecutionTransaction {
  @Field(() => DateCivile, { description: 'Jour de l’exécution.' })
  date!: string;
}
