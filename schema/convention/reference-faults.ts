import {
  text,
  texts,
  type ConventionFile,
  type Item,
  type PlacedText,
  type Section,
} from './convention-file.js';

/** Reports duplicates, names that nothing declares, and grants that could never or must not hold. */
export function reportReferenceFaults(file: ConventionFile): void {
  const issuers = declared(file, 'emetteurs', 'issuer');
  const grounds = declared(file, 'fondements', 'id');
  const signatories = declared(file, 'signataires', 'id');
  const scopes = new Map(file.items('donnees').map((item) => [String(item.path[1]), item]));
  for (const item of signatories.values()) {
    const issuer = text(item, 'emetteur');
    if (issuer !== null && !issuers.has(issuer)) {
      file.report(
        [...item.path, 'emetteur'],
        `L'émetteur « ${issuer} » n'est pas déclaré : ajoutez-le à « emetteurs » ou corrigez l'adresse.`,
      );
    }
  }
  for (const grant of file.items('acces')) {
    const ground = text(grant, 'fondement');
    if (ground !== null && !grounds.has(ground)) {
      file.report(
        [...grant.path, 'fondement'],
        `Le fondement « ${ground} » n'est pas déclaré : ajoutez-le à « fondements » ou corrigez son nom.`,
      );
    }
    reportUnknown(file, texts(grant, 'a'), signatories, 'Le signataire', 'signataires');
    reportUnknown(file, texts(grant, 'donnees'), scopes, 'La portée', 'donnees');
    reportMissingPurpose(file, grant, scopes);
    reportUnmeetablePerimeter(file, grant, signatories);
    if (!grant.value.donnees && !grant.value.politiques) {
      file.report(grant.path, "Cet accès n'ouvre rien : ajoutez « donnees » ou « politiques ».");
    }
  }
}

/** The items of a section by their identifier; reports those written twice. */
function declared(file: ConventionFile, section: Section, key: string): ReadonlyMap<string, Item> {
  const items = new Map<string, Item>();
  for (const item of file.items(section)) {
    const id = text(item, key);
    if (id === null) continue;
    if (items.has(id)) {
      file.report(
        [...item.path, key],
        `« ${id} » est déjà déclaré dans « ${section} » : gardez une seule entrée ou renommez celle-ci.`,
      );
    } else items.set(id, item);
  }
  return items;
}

function reportUnknown(
  file: ConventionFile,
  names: readonly PlacedText[] | null,
  known: ReadonlyMap<string, unknown>,
  what: string,
  section: Section,
): void {
  for (const { path, text: name } of names ?? []) {
    if (known.has(name)) continue;
    file.report(
      path,
      `${what} « ${name} » est inconnu${what.startsWith('La') ? 'e' : ''} : ajoutez l'entrée à « ${section} » ou corrigez le nom.`,
    );
  }
}

function reportMissingPurpose(
  file: ConventionFile,
  grant: Item,
  scopes: ReadonlyMap<string, Item>,
): void {
  if (grant.value.finalites !== undefined) return;
  for (const { path, text: scope } of texts(grant, 'donnees') ?? []) {
    const item = scopes.get(scope);
    const classe = item ? text(item, 'classe') : null;
    if (classe !== 'P2' && classe !== 'P3') continue;
    file.report(
      path,
      `« ${scope} » est de classe ${classe} : cet accès doit nommer ses « finalites ».`,
    );
  }
}

/** Perimeter → what the signatory's territory must hold for any row to meet it. */
const territoryOf: Readonly<Record<string, string>> = {
  patrimoine: 'patrimoine',
  quartier: 'patrimoine',
  commune: 'commune',
  epci: 'epci',
  zone: 'zone',
  departement: 'departement',
};

/**
 * Several perimeters mean "any of them", and one grant may serve signatories of several natures:
 * what is at fault is a signatory that meets none of the territorial ones.
 */
function reportUnmeetablePerimeter(
  file: ConventionFile,
  grant: Item,
  signatories: ReadonlyMap<string, Item>,
): void {
  const needed = (texts(grant, 'perimetre') ?? []).flatMap(({ text: perimetre }) => {
    const territory = territoryOf[perimetre];
    return territory === undefined ? [] : [territory];
  });
  if (needed.length === 0) return;
  for (const { path, text: id } of texts(grant, 'a') ?? []) {
    const signatory = signatories.get(id);
    if (!signatory) continue;
    const territory = file.inside(signatory, 'territoire');
    if (needed.some((key) => text(territory, key) !== null)) continue;
    const missing = [...new Set(needed)].map((key) => `« territoire.${key} »`).join(' ou ');
    file.report(
      path,
      `« ${id} » n'a aucun territoire pour ce périmètre : ajoutez ${missing} à ce signataire, ou retirez-le de cet accès.`,
    );
  }
}
