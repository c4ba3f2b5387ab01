import signataires from './signataires.json' with { type: 'json' };

/** The day of the signature in the convention file (demonstration data). */
const depuis = '2023-07-03';

/** The signatories of these natures; all without one. */
function signatories(...natures: readonly string[]): readonly string[] {
  return signataires
    .filter(({ nature }) => natures.length === 0 || natures.includes(nature))
    .map(({ id }) => id);
}

/** What a signatory promised by itself, « selon son domaine de compétence » (article 6). */
export const ownEngagements: readonly {
  readonly nature: 'REFERENT_NOMME' | 'CLSPD_RESTREINT_ANNUEL';
  readonly signataires: readonly string[];
  readonly depuis: string;
}[] = [
  { nature: 'REFERENT_NOMME', signataires: signatories(), depuis },
  { nature: 'CLSPD_RESTREINT_ANNUEL', signataires: signatories('ville'), depuis },
];

/** What it promised to each landlord. The delays are this project's choice, until one is signed. */
export const engagementsToLandlords: readonly {
  readonly nature: 'ACCUSE_RECEPTION' | 'REPONSE_DIAGNOSTIC';
  readonly signataires: readonly string[];
  readonly depuis: string;
  readonly delaiJours: number;
}[] = [
  {
    nature: 'ACCUSE_RECEPTION',
    signataires: signatories('police', 'gendarmerie', 'ville'),
    depuis,
    delaiJours: 7,
  },
  {
    nature: 'REPONSE_DIAGNOSTIC',
    signataires: signatories('ville', 'epci'),
    depuis,
    delaiJours: 30,
  },
];

export const landlords: readonly string[] = signatories('bailleur');
