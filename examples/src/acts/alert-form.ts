import type { Alert, Residence } from './alert-police.js';
import { isPlace, isType, type Vocabulary } from '../vocabulary.js';

/** The texts of the form's fields, as they stand in it. */
export interface AlertFields {
  readonly residence: string;
  readonly type: string;
  readonly lieuType: string;
  readonly gravite: string;
  readonly dateFaits: string;
  readonly appel17: boolean;
}

export const noFields: AlertFields = {
  residence: '',
  type: '',
  lieuType: '',
  gravite: '2',
  dateFaits: '',
  appel17: false,
};

/** null: something is not chosen yet. Whether it is possible is the gateway's to say. */
export function alertFrom(
  fields: AlertFields,
  residences: readonly Residence[],
  vocabulary: Vocabulary,
): Alert | null {
  const residence = residences.find(({ id }) => id === fields.residence);
  const { type, lieuType, dateFaits, appel17 } = fields;
  if (!residence || !isType(vocabulary, type) || !isPlace(vocabulary, lieuType)) return null;
  if (dateFaits === '') return null;
  return { residence, type, lieuType, gravite: Number(fields.gravite), dateFaits, appel17 };
}
