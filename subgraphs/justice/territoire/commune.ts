import { Directive, ObjectType } from 'type-graphql';
import { Entity } from 'typeorm';
import { Authentifie } from '../../kit/portee.js';
import { CommuneRow, territoireOf } from '../../kit/territoire.js';

/** Owned by `ville`; here its key, and what the row rules need of it. */
@Entity('commune')
@ObjectType({ description: 'Commune de l’un des deux EPCI de la convention.' })
@Directive('@key(fields: "codeInsee", resolvable: false)')
@Authentifie()
export class Commune extends CommuneRow {}

export const ofTerritoire = territoireOf(() => Commune);
