import type { Parts, Partner } from './databases.js';
import { address, partPlaces } from './programs.js';
import type { DemoSettings } from './settings.js';

const query =
  '{ moi { signataire { nom } } incidents(first: 3) { nodes { id type gravite moisFaits residence { nom commune { nom } } } } }';

/** What a newcomer reads once everything runs: what is where, and one question to try. */
export function welcome(settings: DemoSettings, parts: Parts, seconds: number): string {
  const { ports, folder, shifted } = settings;
  const prefix = shifted ? `DEMO_PORT_BASE=${ports.gateway} ` : '';
  const where = (partner: Partner): string =>
    partPlaces(ports, partner, parts)
      .map(({ operator, port }) => `\n    ${operator.padEnd(34)}http://127.0.0.1:${port}/graphql`)
      .join('') || `${address(ports, partner)}/graphql`;
  return `
La démonstration est prête (${seconds.toFixed(1)} s).

  Bureau de l’analyste    ${address(ports, 'gateway')}/ide/
  Passerelle              ${address(ports, 'gateway')}/graphql
  Fournisseur d’identité  ${address(ports, 'identity')}/<signataire>
  Sous-graphe ville       ${where('ville')}
  Sous-graphe bailleurs   ${where('bailleurs')}
  Sous-graphe justice     ${address(ports, 'justice')}/graphql
  Sous-graphe convention  ${address(ports, 'convention')}/graphql
  Services abonnés        ${address(ports, 'subscriber')}/<signataire>
  Bases, clés, journal    ${folder}

Un jeton, pour n’importe quel signataire (ekidom, ville-poitiers, parquet-poitiers…) :

  ${prefix}npm run -s token -- ekidom

Une question à poser, dans un autre terminal :

  curl -s ${address(ports, 'gateway')}/graphql \\
    -H "authorization: Bearer $(${prefix}npm run -s token -- ekidom)" \\
    -H 'content-type: application/json' -H 'x-finalite: tranquillite-residentielle' \\
    -d '${JSON.stringify({ query })}'

Données inventées : les personnes, les faits, et la zone de la gendarmerie (toutes les communes
sauf Poitiers et Châtellerault).
La même question posée par huit signataires : ${prefix}npm run -s demo:compare
L’article 6 joué par huit signataires :        ${prefix}npm run -s demo:article-6
Ctrl-C arrête tout.`;
}
