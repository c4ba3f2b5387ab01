import { Directive, Field, ID, Int, ObjectType } from 'type-graphql';
import { Authentifie } from '../portee.js';
import type { Rows } from '../rows.js';
import { Horodatage } from '../scalars.js';
import { Signataire, signataire } from '../signataire.js';
import { PassageEnregistre } from './act-tables.js';

/** Read through its object alone, under the rule of the field that leads to it. */
@ObjectType({ description: 'Un passage d’une étape à une autre. Rien ne l’efface.' })
@Directive('@shareable')
@Authentifie()
export class PassageEtat {
  @Field(() => ID, { description: 'Identifiant.' })
  id!: string;

  @Field(() => String, { description: 'L’acte, du nom de sa mutation.' })
  acte!: string;

  @Field(() => String, { nullable: true, description: 'Étape quittée ; vide à la création.' })
  de!: string | null;

  @Field(() => String, { description: 'Étape atteinte.' })
  vers!: string;

  @Field(() => Int, { description: 'Version du dossier après l’acte.' })
  version!: number;

  @Field(() => Signataire, {
    nullable: true,
    description: 'Qui a agi ; vide : l’échéance d’un délai.',
  })
  signataire!: Signataire | null;

  @Field(() => String, { description: 'À quel titre.' })
  fonction!: string;

  @Field(() => String, { description: 'Fondement, tel que la convention le nomme.' })
  fondement!: string;

  @Field(() => Horodatage, { description: 'Quand.' })
  le!: Date;
}

/** The history of one object, oldest first. */
export async function historyOf(
  rows: Rows,
  { constructor, id }: { readonly constructor: { readonly name: string }; readonly id: string },
): Promise<PassageEtat[]> {
  const found = await rows.loadBy(PassageEnregistre, 'objetId', id);
  return found
    .filter(({ objetType }) => objetType === constructor.name)
    .toSorted((left, right) => left.version - right.version)
    .map((passage) =>
      Object.assign(new PassageEtat(), {
        id: passage.id,
        acte: passage.acte,
        de: passage.de,
        vers: passage.vers,
        version: passage.version,
        fonction: passage.fonction,
        fondement: passage.fondement,
        le: passage.le,
        signataire: passage.signataireId === null ? null : signataire(passage.signataireId),
      }),
    );
}
