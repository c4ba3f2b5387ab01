import { Field, ID, InputType } from 'type-graphql';
import { DateCivile } from '../../kit/scalars.js';
import {
  LieuProblematique,
  MotifEcartProblematique,
  SolutionProblematique,
  ThemeProblematique,
} from './problematique-enums.js';

@InputType('SaisieProblematique', {
  description: 'Une problématique : un lieu et un thème, jamais une personne.',
})
export class SaisieProblematique {
  @Field(() => ID, { description: 'Identifiant du GPO qui la suivra.' })
  groupe!: string;

  @Field(() => ID, { description: 'Code INSEE de la commune.' })
  commune!: string;

  @Field(() => ID, {
    nullable: true,
    description: 'Code du quartier prioritaire, s’il y en a un.',
  })
  quartier?: string | null;

  @Field(() => ID, {
    nullable: true,
    description: 'Identifiant de la résidence, si elle y est ou aux abords.',
  })
  residence?: string | null;

  @Field(() => LieuProblematique, { description: 'Type de lieu.' })
  lieu!: LieuProblematique;

  @Field(() => ThemeProblematique, { description: 'Thème.' })
  theme!: ThemeProblematique;

  @Field(() => DateCivile, { description: 'Jour où elle a été repérée.' })
  dateReperage!: string;
}

@InputType('SaisiePlanProblematique', { description: 'Ce que le groupe arrête.' })
export class SaisiePlanProblematique {
  @Field(() => SolutionProblematique, { description: 'Solution.' })
  solution!: SolutionProblematique;

  @Field(() => ID, { description: 'Signataire, membre du groupe, qui la met en œuvre.' })
  pilote!: string;

  @Field(() => DateCivile, { description: 'Jour pour lequel elle est attendue.' })
  echeance!: string;
}

@InputType('SaisieResolutionProblematique', { description: 'La résolution.' })
export class SaisieResolutionProblematique {
  @Field(() => DateCivile, { description: 'Jour où la problématique a été résolue.' })
  date!: string;
}

@InputType('SaisieEcartProblematique', { description: 'Pourquoi le groupe ne la suit pas.' })
export class SaisieEcartProblematique {
  @Field(() => MotifEcartProblematique, { description: 'Motif.' })
  motif!: MotifEcartProblematique;
}
