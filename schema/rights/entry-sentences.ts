import type { Convention, Emetteur, Signataire } from '../convention/convention.js';
import { dayInFrench, ofSignatory, readingOf } from './french.js';
import { nameOf, type Statement } from './right-sentences.js';

/** What changes beside rights: who may speak for whom, from where, for how long data is kept, why. */
export function entryStatements(before: Convention, after: Convention): readonly Statement[] {
  const conventions = [after, before];
  const statements: Statement[] = [];
  const say = (sentence: string, widens: boolean): void =>
    void statements.push({ sentence, widens });
  sayTerm(before, after, say);
  for (const id of new Set([...after.signataires.keys(), ...before.signataires.keys()])) {
    const [old, now] = [before.signataires.get(id), after.signataires.get(id)];
    const of = ofSignatory(nameOf(id, conventions));
    if (old && now) {
      sayTokens(of, before.emetteurs.get(old.emetteur), after.emetteurs.get(now.emetteur), say);
      sayClaim(of, old.revendication, now.revendication, say);
    }
    sayFrontEnds(of, old, now, say);
  }
  for (const scope of new Set([...after.donnees.keys(), ...before.donnees.keys()])) {
    sayCategory(scope, before, after, say);
  }
  for (const subgraph of new Set([...after.partitions.keys(), ...before.partitions.keys()])) {
    sayPartition(subgraph, before, after, say);
  }
  for (const [id, { reference }] of after.fondements) {
    const was = before.fondements.get(id)?.reference;
    if (was !== undefined && was !== reference) {
      say(`Le fondement « ${id} » cite « ${reference} » au lieu de « ${was} ».`, false);
    }
  }
  return statements;
}

type Say = (sentence: string, widens: boolean) => void;

/** Where a landlord has stock, it sees what its neighbours there may show it. */
function sayPartition(subgraph: string, before: Convention, after: Convention, say: Say): void {
  const [old, now] = [before, after].map(({ partitions }) => partitions.get(subgraph));
  const communs = now?.communs ?? null;
  if (communs !== null && communs !== old?.communs) {
    say(
      `Dans « ${subgraph} », ${nameOf(communs, [after, before])} tient ce qui n'est du territoire d'aucun autre opérateur.`,
      false,
    );
  }
  if (old && now && old.parTerritoire !== now.parTerritoire) {
    say(
      `Les lignes de « ${subgraph} » ${now.parTerritoire ? 'sont' : 'ne sont plus'} chez qui opère pour leur commune.`,
      false,
    );
  }
  for (const id of new Set([
    ...(now?.operateurs.keys() ?? []),
    ...(old?.operateurs.keys() ?? []),
  ])) {
    const name = nameOf(id, [after, before]);
    const [was, is] = [old?.operateurs.get(id), now?.operateurs.get(id)];
    if (!was) say(`${name} opère sa part de « ${subgraph} ».`, false);
    if (!is) say(`${name} n'opère plus sa part de « ${subgraph} ».`, false);
    const known = was?.quartiers ?? [];
    const gained = (is?.quartiers ?? []).filter((quartier) => !known.includes(quartier));
    if (gained.length > 0) {
      say(
        `Dans « ${subgraph} », ${name} voit ce que ses voisins lui ouvrent dans ${gained.join(', ')}.`,
        true,
      );
    }
  }
}

function sayTerm(before: Convention, after: Convention, say: Say): void {
  if (before.effet !== after.effet) {
    const [was, is] = [dayInFrench(before.effet), dayInFrench(after.effet)];
    say(`La convention prend effet le ${is} au lieu du ${was}.`, after.effet < before.effet);
  }
  if (before.echeance !== after.echeance) {
    const longer =
      before.echeance !== null && (after.echeance === null || before.echeance < after.echeance);
    say(
      `La convention ${termOf(after.echeance)} ; avant, elle ${termOf(before.echeance)}.`,
      longer,
    );
  }
}

function termOf(echeance: string | null): string {
  return echeance === null ? "n'a pas de terme" : `prend fin le ${dayInFrench(echeance)}`;
}

/** Whoever holds the issuer's keys speaks for the signatory. */
function sayTokens(
  of: string,
  before: Emetteur | undefined,
  after: Emetteur | undefined,
  say: Say,
): void {
  if (!before || !after) return;
  if (before.issuer !== after.issuer) {
    say(
      `Les jetons ${of} viennent désormais de ${after.issuer} au lieu de ${before.issuer}.`,
      true,
    );
  }
  if (before.jwks !== after.jwks) {
    say(
      `Les jetons ${of} sont désormais vérifiés avec les clés de ${after.jwks} au lieu de ${before.jwks}.`,
      true,
    );
  }
  if (before.porteesParDefaut !== after.porteesParDefaut) {
    const verb = after.porteesParDefaut ? 'porte désormais' : 'ne porte plus';
    say(`Un jeton ${of} sans portées ${verb} tout ce qui lui est accordé.`, after.porteesParDefaut);
  }
  const told = new Set(['issuer', 'jwks', 'porteesParDefaut']);
  const [old, now] = [new Map(Object.entries(before)), new Map(Object.entries(after))];
  for (const key of new Set([...old.keys(), ...now.keys()])) {
    const [was, is] = [JSON.stringify(old.get(key)), JSON.stringify(now.get(key))];
    if (told.has(key) || was === is) continue;
    say(`Les jetons ${of} sont jugés autrement : « ${key} » passe de ${was} à ${is}.`, true);
  }
}

type Claim = Signataire['revendication'];

/** Other tokens than before speak for the signatory, or more. */
function sayClaim(of: string, before: Claim, after: Claim, say: Say): void {
  const [was, is] = [claimText(before), claimText(after)];
  if (was === is) return;
  say(`Les jetons ${of} portent désormais ${is} ; avant, ${was}.`, before !== undefined);
}

function claimText(claim: Claim): string {
  return claim ? `« ${claim.nom} » égal à « ${claim.valeur} »` : 'aucune revendication distinctive';
}

function sayFrontEnds(
  of: string,
  before: Signataire | undefined,
  after: Signataire | undefined,
  say: Say,
): void {
  const origins = differenceOf(before?.origines, after?.origines);
  for (const origin of origins.added) {
    say(`Les pages de ${origin} peuvent désormais interroger la passerelle au nom ${of}.`, true);
  }
  for (const origin of origins.removed) {
    say(`Les pages de ${origin} ne peuvent plus interroger la passerelle au nom ${of}.`, false);
  }
  const clients = differenceOf(before?.clientsRestreints, after?.clientsRestreints);
  for (const client of clients.added) {
    say(`Le client « ${client} » ${of} n'envoie plus que des documents publiés.`, false);
  }
  for (const client of clients.removed) {
    say(`Le client « ${client} » ${of} n'est plus tenu aux documents publiés.`, true);
  }
}

function sayCategory(scope: string, before: Convention, after: Convention, say: Say): void {
  const [old, now] = [before.donnees.get(scope), after.donnees.get(scope)];
  const what = readingOf(scope, [after, before]);
  if (!old || !now) {
    say(
      `Le catalogue ${now ? 'compte désormais' : 'ne compte plus'} « ${scope} » (${what}).`,
      false,
    );
    return;
  }
  const facts = [
    ['la conservation', old.conservation, now.conservation],
    ['le propriétaire', old.proprietaire, now.proprietaire],
    ['la classe', old.classe, now.classe],
  ] as const;
  for (const [fact, was, is] of facts) {
    if (was === is) continue;
    const widens = fact === 'la classe' && now.classe < old.classe;
    say(`Pour « ${scope} » (${what}), ${fact} passe de ${told(was)} à ${told(is)}.`, widens);
  }
}

function told(value: string | null): string {
  return value === null ? '« rien »' : `« ${value} »`;
}

function differenceOf(before: readonly string[] = [], after: readonly string[] = []) {
  return {
    added: after.filter((item) => !before.includes(item)),
    removed: before.filter((item) => !after.includes(item)),
  };
}
