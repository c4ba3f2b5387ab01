import { text, texts, type ConventionFile, type Item } from './convention-file.js';

/** Reports operators that did not sign, and perimeters by which their rows could not be told apart. */
export function reportPartitionFaults(file: ConventionFile): void {
  const signatories = new Map(
    file.items('signataires').map((item) => [text(item, 'id') ?? '', item] as const),
  );
  for (const partition of file.items('partitions')) {
    const operators = file.inside(partition, 'operateurs');
    const own = texts(partition, 'perimetresPropres') ?? [];
    const byTerritory = partition.value['parTerritoire'] === true;
    const places = new Map<string, string>();
    const communs = text(partition, 'communs');
    if (communs !== null && !Object.hasOwn(operators.value, communs)) {
      file.report(
        [...partition.path, 'communs'],
        `« ${communs} » n'opère aucune part : nommez un des « operateurs ».`,
      );
    }
    if (byTerritory) reportIdleCities(file, operators, signatories);
    for (const id of Object.keys(operators.value)) {
      const signatory = signatories.get(id);
      if (!signatory) {
        file.reportKey(
          [...operators.path, id],
          `L'opérateur « ${id} » n'est pas un signataire : ajoutez-le à « signataires » ou corrigez son nom.`,
        );
        continue;
      }
      if (byTerritory) reportPlace(file, operators.path, signatory, id, places);
      const stock = text(file.inside(signatory, 'territoire'), 'patrimoine');
      if (stock === null && own.some(({ text: perimetre }) => perimetre === 'patrimoine')) {
        file.reportKey(
          [...operators.path, id],
          `« ${id} » n'a pas de patrimoine : ajoutez « territoire.patrimoine » à ce signataire, ou retirez « patrimoine » de « perimetresPropres ».`,
        );
      }
    }
  }
}

/** What is told apart by territory needs operators with a territory each. */
function reportPlace(
  file: ConventionFile,
  path: Item['path'],
  signatory: Item,
  id: string,
  places: Map<string, string>,
): void {
  const territoire = file.inside(signatory, 'territoire');
  const place = text(territoire, 'commune') ?? text(territoire, 'epci');
  const other = place === null ? undefined : places.get(place);
  if (place === null) {
    file.reportKey(
      [...path, id],
      `« ${id} » n'a ni commune ni intercommunalité : sa part ne peut être dite par territoire (« parTerritoire »).`,
    );
  } else if (other !== undefined) {
    file.reportKey([...path, id], `« ${id} » et « ${other} » opéreraient pour le même territoire.`);
  } else places.set(place, id);
}

/** A mayor's files are at the city: one that operates nothing would have nowhere to keep them. */
function reportIdleCities(
  file: ConventionFile,
  operators: Item,
  signatories: ReadonlyMap<string, Item>,
): void {
  for (const [id, signatory] of signatories) {
    const commune = text(file.inside(signatory, 'territoire'), 'commune');
    if (commune === null || Object.hasOwn(operators.value, id)) continue;
    file.report(
      operators.path,
      `« ${id} » a signé pour une commune et n'opère pas sa part : ajoutez-la à « operateurs ».`,
    );
  }
}
