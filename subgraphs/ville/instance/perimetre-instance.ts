import territoires from '../../../schema/reference/territoires.json' with { type: 'json' };

/** What an instance is about where it is about no place less than the convention's. */
export const wholeConvention = 'CONVENTION';

const names: ReadonlyMap<string, string> = new Map([
  [wholeConvention, 'Convention'],
  ...territoires.communes.map(({ codeInsee, nom }) => [codeInsee, nom] as const),
  ...territoires.epci.map(({ siren, nom }) => [siren, nom] as const),
  ...territoires.quartiers.map(({ codeQpv, nom }) => [codeQpv, nom] as const),
]);

/** The official name of a commune, EPCI or quartier by its code; null for any other text. */
export function nameOfPerimetre(code: string): string | null {
  return names.get(code) ?? null;
}

/** The code that such a name has. */
export const codesByName: readonly (readonly [name: string, code: string])[] = [...names].map(
  ([code, name]) => [name, code],
);
