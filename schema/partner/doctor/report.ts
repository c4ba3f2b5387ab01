import type { Light, Sign } from './sign.js';

export interface Examined {
  readonly operator: string;
  readonly signs: readonly Sign[];
}

const words: Readonly<Record<'fr' | 'en', Readonly<Record<Light, string>>>> = {
  fr: { green: 'vert', amber: 'orange', red: 'ROUGE' },
  en: { green: 'green', amber: 'amber', red: 'RED' },
};

/** A heading for each operator, and a line for each step that was reached. */
export function doctorLines(
  examined: readonly Examined[],
  language: 'fr' | 'en',
): readonly string[] {
  return examined.flatMap(({ operator, signs }) => [
    `${operator}: ${words[language][worst(signs)]}`,
    ...signs.map((found) => {
      const light = words[language][found.light].padEnd(7);
      const cause = found.light === 'green' ? '' : `[${found.cause}] `;
      return `  ${light} ${found.step.padEnd(12)} ${cause}${found[language]}`;
    }),
  ]);
}

export function worst(signs: readonly Sign[]): Light {
  const has = (light: Light): boolean => signs.some((found) => found.light === light);
  if (has('red')) return 'red';
  return has('amber') ? 'amber' : 'green';
}
