/** What a subgraph owes the gateway and its callers, as docs/partner-contract.md says it. */
export interface Requirement {
  /** Never reused, never renumbered: reports and tickets name it. */
  readonly id: string;
  readonly fr: string;
  readonly en: string;
}

const requirement = (id: string, fr: string, en: string): Requirement => ({ id, fr, en });

export const requirements: readonly Requirement[] = [
  requirement(
    'JETON-01',
    'un jeton valide de la passerelle est accepté',
    "a valid token of the gateway's is accepted",
  ),
  requirement(
    'JETON-02',
    'sans jeton : 401, avant toute lecture du corps',
    'without a token: 401, before the body is read',
  ),
  requirement(
    'JETON-03',
    'un jeton destiné à un autre sous-graphe (aud) : 401',
    'a token for another subgraph (aud): 401',
  ),
  requirement('JETON-04', 'un jeton expiré (exp) : 401', 'an expired token (exp): 401'),
  requirement(
    'JETON-05',
    'un autre algorithme que EdDSA (none, HS256, ES256) : 401',
    'another algorithm than EdDSA (none, HS256, ES256): 401',
  ),
  requirement('JETON-06', 'un autre émetteur (iss) : 401', 'another issuer (iss): 401'),
  requirement('JETON-07', 'un jeton modifié : 401', 'a token that was changed: 401'),
  requirement(
    'JETON-08',
    'un jeton signé par une autre clé, sous un nom connu ou inconnu (kid) : 401',
    'a token signed with another key, under a known or unknown name (kid): 401',
  ),
  requirement('JETON-09', 'un autre type (typ) : 401', 'another type (typ): 401'),
  requirement(
    'JETON-10',
    'un jeton émis il y a longtemps, ou dans l’avenir (iat, nbf) : 401',
    'a token issued long ago, or in the future (iat, nbf): 401',
  ),
  requirement(
    'JETON-11',
    'des déclarations manquantes ou mal formées : 401',
    'claims that lack or have another form: 401',
  ),
  requirement(
    'JETON-12',
    'des déclarations inconnues sont ignorées, le jeton reste accepté',
    'unknown claims are ignored and the token is accepted',
  ),
  requirement('JETON-13', 'deux en-têtes Authorization : 401', 'two Authorization headers: 401'),
  requirement(
    'JETON-14',
    'cinq secondes de décalage d’horloge sont supportées',
    'five seconds between the clocks are borne',
  ),
  requirement(
    'BILLET-01',
    'une question annoncée par son billet est acceptée',
    'a request that its ticket announces is accepted',
  ),
  requirement('BILLET-02', 'sans billet : 401', 'without a ticket: 401'),
  requirement(
    'BILLET-03',
    'une question, ou un champ, que le billet n’annonce pas : 401',
    'a request, or a field, that the ticket does not announce: 401',
  ),
  requirement(
    'BILLET-04',
    'un billet d’un autre jeton, d’un autre sous-graphe, expiré ou falsifié : 401',
    "another token's ticket, another subgraph's, an expired or a falsified one: 401",
  ),
  requirement('SCHEMA-01', '_service donne le schéma', '_service gives the schema'),
  requirement(
    'SCHEMA-02',
    'le schéma servi est le schéma publié',
    'the schema served is the schema published',
  ),
  requirement(
    'SCHEMA-03',
    'chaque champ, ou son type, porte une règle d’accès',
    'every field, or its type, has an access rule',
  ),
  requirement(
    'SCHEMA-04',
    'un champ protégé admet null',
    'a field with an access rule is nullable',
  ),
  requirement(
    'ENTITES-01',
    '_entities garde l’ordre et le nombre',
    '_entities keeps order and length',
  ),
  requirement(
    'ENTITES-02',
    'un identifiant inconnu donne null, sans erreur',
    'an unknown id is null, without an error',
  ),
  requirement(
    'ENTITES-03',
    'la ligne d’un autre donne null, comme un identifiant inconnu',
    'a row of others is null, just as an unknown id',
  ),
  requirement(
    'ENTITES-04',
    '2 000 représentations en une question sont servies',
    '2,000 representations in one request are answered',
  ),
  requirement(
    'DROITS-01',
    'sans la portée du type, aucune ligne',
    "without the type's scope, no row",
  ),
  requirement(
    'DROITS-02',
    'sans la portée du champ, null, et le reste est servi',
    "without the field's scope, null, and the rest is answered",
  ),
  requirement(
    'DROITS-03',
    'un périmètre inconnu n’ouvre aucune ligne',
    'an unknown perimeter opens no row',
  ),
  requirement(
    'DROITS-04',
    'un appelant sans signataire ne lit rien',
    'a caller without a signatory reads nothing',
  ),
  requirement(
    'LIGNES-01',
    'chacun lit les lignes de son périmètre',
    'everybody reads the rows of their perimeter',
  ),
  requirement(
    'LIGNES-02',
    'une liste contient les lignes de l’appelant, et elles seules',
    "a list holds the caller's rows and no others",
  ),
  requirement(
    'LIGNES-03',
    'un compte ne compte que les lignes de l’appelant',
    "a count counts the caller's rows alone",
  ),
  requirement(
    'LIGNES-04',
    'une lecture par identifiant suit la même règle',
    'a look-up by id follows the same rule',
  ),
  requirement(
    'ERREURS-01',
    'aucune erreur ne contient une valeur personnelle ou reçue',
    'no error holds a personal value or one received',
  ),
  requirement(
    'ERREURS-02',
    'aucune erreur ne montre de pile d’appels',
    'no error shows a stack trace',
  ),
  requirement(
    'ERREURS-03',
    'une erreur est en JSON, avec un code (extensions.code)',
    'an error is JSON, with a code (extensions.code)',
  ),
  requirement(
    'LIMITES-01',
    'une demande de 1 060 000 octets est lue',
    'a request of 1,060,000 bytes is read',
  ),
  requirement(
    'LIMITES-02',
    'une demande de plus de 2 000 000 octets est refusée (413)',
    'a request above 2,000,000 bytes is refused (413)',
  ),
  requirement('LIMITES-03', 'un jeton de 48 Kio est lu', 'a token of 48 KiB is read'),
  requirement(
    'LIMITES-04',
    'un document trop profond est refusé, et le service continue',
    'a document that is too deep is refused, and the service goes on',
  ),
  requirement(
    'LIMITES-05',
    'un lot d’opérations est refusé (400)',
    'a batch of operations is refused (400)',
  ),
  requirement(
    'LIMITES-06',
    'un formulaire (text/plain) est refusé',
    'a form (text/plain) is refused',
  ),
  requirement(
    'SANTE-01',
    '/health/live répond 200 sans jeton',
    '/health/live answers 200 without a token',
  ),
  requirement(
    'SANTE-02',
    '/health/ready répond 200 ou 503 sans jeton, sans donnée',
    '/health/ready answers 200 or 503 without a token, without data',
  ),
];
