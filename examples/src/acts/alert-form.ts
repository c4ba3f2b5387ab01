import type { Alert, Residence } from './alert-police.js';
import { places, types } from './alert-police.js';

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
  type: types[0]?.[0] ?? '',
  lieuType: places[0]?.[0] ?? '',
  gravite: '2',
  dateFaits: '',
  appel17: false,
};

/** null: something is not chosen yet. Whether it is possible is the gateway's to say. */
export function alertFrom(fields: AlertFields, residences: readonly Residence[]): Alert | null {
  const residence = residences.find(({ id }) => id === fields.residence);
  const type = types.find(([value]) => value === fields.type)?.[0];
  const lieuType = places.find(([value]) => value === fields.lieuType)?.[0];
  if (!residence || !type || !lieuType || fields.dateFaits === '') return null;
  const { dateFaits, appel17 } = fields;
  return { residence, type, lieuType, gravite: Number(fields.gravite), dateFaits, appel17 };
}
