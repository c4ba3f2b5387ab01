import { describe, expect, it } from '@jest/globals';
import { fileName } from '../../ide/src/results/file-name.js';

describe('the name of a file', () => {
  it.each([
    [
      'Quels halls demandent de la vigilance\u202f?.csv',
      'Quels-halls-demandent-de-la-vigilance.csv',
    ],
    ['Où et à quel coût, les dégradations ?.xlsx', 'Où-et-à-quel-coût-les-dégradations.xlsx'],
    ['schema-ekidom.graphql', 'schema-ekidom.graphql'],
    ['../a/b.csv', '..-a-b.csv'],
  ])('of « %s » has letters and digits', (title, name) => {
    expect(fileName(title)).toBe(name);
  });
});
