/** « Quels-halls.csv » of « Quels halls ?.csv »: no signs that a system of files refuses. */
export function fileName(name: string): string {
  return name.replaceAll(/[^\p{L}\p{N}_.-]+/gu, '-').replace(/-+(?=\.\w+$)/, '');
}
