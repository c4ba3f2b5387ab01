import signataires from '../../../schema/reference/signataires.json' with { type: 'json' };

/** Who may enjoin a landlord. */
export const prefectures = signataires
  .filter(({ nature }) => nature === 'etat')
  .map(({ id }) => id);
