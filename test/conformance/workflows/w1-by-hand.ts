/**
 * W1 of the domain reference (its §6), written by hand and from nothing that the product declares:
 * who may take a signalement of Ékidom in Poitiers, addressed to the police and the city, from where
 * to where.
 */
export interface ExpectedAct {
  readonly actors: readonly string[];
  readonly from: readonly string[];
  readonly to: string;
  /** The act's own input, as GraphQL text. */
  readonly input?: string;
}

const landlord = ['ekidom'];
const addressees = ['police-nationale-86', 'ville-poitiers'];

export const states = [
  'BROUILLON',
  'TRANSMIS',
  'ACCUSE_RECEPTION',
  'QUALIFIE',
  'EN_TRAITEMENT',
  'SUITE_COMMUNIQUEE',
  'REORIENTE',
  'LIE_A_PLAINTE',
  'CLOS',
] as const;

export const expectedActs: Readonly<Record<string, ExpectedAct>> = {
  corrigerSignalement: {
    actors: landlord,
    from: ['BROUILLON'],
    to: 'BROUILLON',
    input:
      '{ incidents: ["i-w1"], destinataires: ["police-nationale-86", "ville-poitiers"], urgence: ELEVEE }',
  },
  transmettreSignalement: { actors: landlord, from: ['BROUILLON'], to: 'TRANSMIS' },
  accuserReceptionSignalement: {
    actors: addressees,
    from: ['TRANSMIS', 'REORIENTE'],
    to: 'ACCUSE_RECEPTION',
  },
  reorienterSignalement: {
    actors: addressees,
    from: ['TRANSMIS'],
    to: 'REORIENTE',
    input: '{ destinataire: "gendarmerie-86" }',
  },
  qualifierSignalement: {
    actors: addressees,
    from: ['ACCUSE_RECEPTION'],
    to: 'QUALIFIE',
    input: '{ qualification: DELIT }',
  },
  contesterQualificationSignalement: {
    actors: landlord,
    from: ['QUALIFIE'],
    to: 'ACCUSE_RECEPTION',
    input: '{ motif: FAITS_PLUS_GRAVES }',
  },
  traiterSignalement: { actors: addressees, from: ['QUALIFIE'], to: 'EN_TRAITEMENT' },
  lierPlainteSignalement: {
    // The complaint was received by the police: the city knows of none.
    actors: ['police-nationale-86'],
    from: ['QUALIFIE'],
    to: 'LIE_A_PLAINTE',
    input: '{ plainte: "p-w1" }',
  },
  communiquerSuiteSignalement: {
    actors: addressees,
    from: ['EN_TRAITEMENT', 'LIE_A_PLAINTE', 'SUITE_COMMUNIQUEE'],
    to: 'SUITE_COMMUNIQUEE',
    input: '{ nature: PASSAGE }',
  },
  cloreSignalement: { actors: landlord, from: ['SUITE_COMMUNIQUEE'], to: 'CLOS' },
};
