import type { KeysOf } from '../keys/key-prints.js';
import type { Convention } from './convention.js';

/**
 * Which keys a check of the file cannot hold against each other, a line each: those that only a network
 * shows, and those of files that are not there or hold none. Nothing is left out where a single issuer
 * speaks: no other could have its keys.
 */
export function uncomparedKeys({ emetteurs }: Convention, keysOf: KeysOf): readonly string[] {
  if (emetteurs.size < 2) return [];
  const places = [...new Set([...emetteurs.values()].map(({ jwks }) => jwks))];
  const without = places.filter((place) => keysOf(place).length === 0);
  const addresses = without.filter((place) => /^https?:/i.test(place));
  const files = without.filter((place) => !addresses.includes(place));
  return [
    ...(addresses.length === 0
      ? []
      : [
          `Clés non comparées, faute de réseau : ${addresses.length} ${addresses.length === 1 ? 'adresse' : 'adresses'} de clés. Que deux d’entre elles montrent une même clé ne se voit pas ici : ajoutez --network là où l’on peut les lire.`,
        ]),
    ...files.map((file) => `Clés non comparées : ${file} n’est pas là ou ne contient aucune clé.`),
  ];
}
