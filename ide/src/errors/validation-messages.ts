/**
 * What graphql-js says of a query that does not fit the schema, in French. The schema is the caller's
 * own, so a field that is not in it may exist for others.
 */
const translations: readonly (readonly [RegExp, string])[] = [
  [
    /^Cannot query field "(.+?)" on type "(.+?)"\./,
    'Le champ « $1 » de « $2 » n’existe pas, ou ne vous est pas ouvert pour cette finalité.',
  ],
  [
    /^Unknown type "(.+?)"\./,
    'Le type « $1 » n’existe pas, ou ne vous est pas ouvert pour cette finalité.',
  ],
  [
    /^Unknown argument "(.+?)" on field "(.+?)"\./,
    'L’argument « $1 » du champ « $2 » n’existe pas, ou ne vous est pas ouvert.',
  ],
  [
    /^Unknown argument "(.+?)" on directive "(.+?)"\./,
    'La directive « $2 » n’a pas d’argument « $1 ».',
  ],
  [/^Unknown directive "(.+?)"\./, 'La directive « $1 » n’existe pas.'],
  [/^Unknown fragment "(.+?)"\./, 'Le fragment « $1 » n’est pas défini.'],
  [/^Fragment "(.+?)" is never used\./, 'Le fragment « $1 » ne sert nulle part.'],
  [/^Cannot spread fragment "(.+?)" within itself/, 'Le fragment « $1 » se contient lui-même.'],
  [
    /^Fragment (?:"(.+?)" )?cannot be spread here as objects of type "(.+?)" can never be of type "(.+?)"\./,
    'Ce fragment ne peut servir ici : « $2 » n’est jamais « $3 ».',
  ],
  [
    /^Variable "(.+?)" is not defined(?: by operation "(.+?)")?\./,
    'La variable « $1 » n’est pas déclarée.',
  ],
  [
    /^Variable "(.+?)" is never used(?: in operation "(.+?)")?\./,
    'La variable « $1 » ne sert nulle part.',
  ],
  [
    /^Variable "(.+?)" of type "(.+?)" used in position expecting type "(.+?)"\./,
    'La variable « $1 » est de type « $2 » ; il faut ici « $3 ».',
  ],
  [
    /^Variable "(.+?)" of required type "(.+?)" was not provided\./,
    'La variable « $1 » ($2) n’a pas de valeur.',
  ],
  [
    /^Variable "(.+?)" got invalid value (.+?); /,
    'La valeur de la variable « $1 » ne convient pas : $2.',
  ],
  [
    /^Field "(.+?)" of type "(.+?)" must have a selection of subfields\./,
    'Le champ « $1 » est un « $2 » : choisissez ce que vous voulez en lire, entre accolades.',
  ],
  [
    /^Field "(.+?)" must not have a selection since type "(.+?)" has no subfields\./,
    'Le champ « $1 » est une simple valeur (« $2 ») : retirez les accolades.',
  ],
  [
    /^Field "(.+?)" argument "(.+?)" of type "(.+?)" is required, but it was not provided\./,
    'Le champ « $1 » demande l’argument « $2 » ($3).',
  ],
  [/^Field "(.+?)" of required type "(.+?)" was not provided\./, 'Il manque « $1 » ($2).'],
  [/^Field "(.+?)" is not defined by type "(.+?)"\./, '« $2 » n’a pas de champ « $1 ».'],
  [/^Value "(.+?)" does not exist in "(.+?)" enum\./, '« $1 » n’est pas une valeur de « $2 ».'],
  [
    /^Enum "(.+?)" cannot represent (?:non-enum )?value: (.+?)\.(?: |$)/,
    '$2 n’est pas une valeur de « $1 ».',
  ],
  [
    /^Expected value of type "(.+?)", found (.+?)[.;]/,
    'Il faut ici une valeur de type « $1 », non $2.',
  ],
  [
    /^(\w+) cannot represent (?:a )?non[ -]?\w+ value: (.+)$/,
    '« $2 » n’est pas une valeur de type « $1 ».',
  ],
  [
    /^Fields "(.+?)" conflict because/,
    'Les champs « $1 » se contredisent : donnez-leur des alias différents.',
  ],
  [
    /^This anonymous operation must be the only defined operation\./,
    'Une requête sans nom doit être seule : donnez un nom à chacune.',
  ],
  [/^There can be only one (\w+) named "(.+?)"\./, 'Deux définitions portent le nom « $2 ».'],
  [/^There can be only one argument named "(.+?)"\./, 'L’argument « $1 » est donné deux fois.'],
  [
    /^Schema is not configured to execute (\w+) operation\./,
    'Ce graphe se lit seulement : pas de « $1 ».',
  ],
  [/^Syntax Error: Expected Name, found (.+?)\.?$/, 'Erreur d’écriture : il faut un nom, non $1.'],
  [/^Syntax Error: Expected (.+?), found (.+?)\.?$/, 'Erreur d’écriture : il faut $1, non $2.'],
  [/^Syntax Error: Unexpected (.+?)\.?$/, 'Erreur d’écriture : $1 n’a rien à faire ici.'],
  [/^Syntax Error: (.+)$/, 'Erreur d’écriture : $1'],
];

/** In French when the message is a known one; otherwise as it is. */
export function inFrench(message: string): string {
  for (const [pattern, french] of translations) {
    const found = pattern.exec(message);
    if (found) return french.replace(/\$(\d)/g, (_, index: string) => found[Number(index)] ?? '');
  }
  return message.replaceAll('<EOF>', 'la fin');
}
