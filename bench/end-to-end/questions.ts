/** What four signatories ask of the demonstration; the stock stack answers the same texts. */
export interface Question {
  readonly name: string;
  readonly query: string;
}

/** @param incident the id of one that is there. */
export function questionsOf(incident: string): readonly Question[] {
  return [
    {
      name: 'incidents with residence, commune and victim',
      query: `{ incidents(first: 20) { nodes { id type gravite moisFaits
        residence { nom commune { nom } } victime { qualite } } pageInfo { hasNextPage } } }`,
    },
    {
      name: 'communes and their incidents',
      query: `{ communes(first: 10) { nodes { codeInsee nom
        incidents(first: 5) { nodes { id type } } } } }`,
    },
    {
      name: 'residences with landlord and commune',
      query: `{ residences(first: 20) { nodes { id nom nbLogements gardiens
        commune { nom populationMunicipale } bailleur { nom } } } }`,
    },
    {
      name: 'complaints and their procedures',
      query: `{ plaintes(first: 20) { nodes { id dateDepot statut
        plaignant { nom } procedure { etatPublic moisFaits } } } }`,
    },
    {
      name: 'rappels à l’ordre',
      query: '{ rappelsOrdre(first: 20) { nodes { id statut dateFaits commune { nom } } } }',
    },
    {
      name: 'signalements and their incidents',
      query: `{ signalements(first: 10) { nodes { id statut commune { nom }
        incidents { id type gravite } } } }`,
    },
    {
      name: 'one incident',
      query: `{ incident(id: ${JSON.stringify(incident)}) { id type gravite dateFaits
        residence { nom commune { nom } } } }`,
    },
  ];
}

/** A landlord, a city, a force and the parquet. */
export const callers = ['ekidom', 'ville-poitiers', 'police-nationale-86', 'parquet-poitiers'];
