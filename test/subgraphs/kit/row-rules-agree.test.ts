import 'reflect-metadata';
import { expect } from '@jest/globals';
import fc from 'fast-check';
import type { DataSource } from 'typeorm';
import type { Appelant } from '../../../subgraphs/kit/appelant.js';
import {
  allOf,
  anyOf,
  column,
  decideInMemory,
  everybody,
  nobody,
  related,
  toSql,
  when,
  type RowRule,
} from '../../../subgraphs/kit/row-rules.js';
import { SqlParameters, SqlScope } from '../../../subgraphs/kit/sql-scope.js';
import { onBothDatabases } from '../../harness/both-databases.js';
import { AccesDossier, archives, Dossier } from './dossiers.js';

// Texts on which a careless comparison differs: case, accents, trailing spaces, quotes, emptiness.
const texts = ['a', 'A', 'à', 'a ', '', "a'b", 'e', 'é'];
const text = fc.constantFrom(...texts);

const leaf: fc.Arbitrary<RowRule> = fc.oneof(
  fc.constantFrom(everybody, nobody),
  fc.boolean().map((holds) => when(() => holds)),
  fc
    .tuple(fc.constantFrom('bailleur', 'commune', 'note'), fc.array(text, { maxLength: 3 }))
    .map(([property, values]) => column(property, () => values)),
  text.map((value) =>
    related(
      () => AccesDossier,
      { dossierId: 'id' },
      column('signataire', () => value),
    ),
  ),
);
const { rule } = fc.letrec<{ rule: RowRule }>((tie) => ({
  rule: fc.oneof(
    { maxDepth: 3 },
    leaf,
    fc.array(tie('rule'), { maxLength: 3 }).map((rules) => allOf(...rules)),
    fc.array(tie('rule'), { maxLength: 3 }).map((rules) => anyOf(...rules)),
  ),
}));

const appelant: Appelant = {
  signataire: 'ekidom',
  territoire: {},
  droits: new Map(),
  politiques: [],
  finalites: [],
};

const dossiers = texts.map((bailleur, index) =>
  Object.assign(new Dossier(), {
    id: `d${index}`,
    bailleur,
    commune: texts[(index * 3) % texts.length],
    montant: null,
    note: texts[(index * 5) % texts.length],
    ouvertLe: new Date(0),
  }),
);

async function fill(dataSource: DataSource): Promise<void> {
  await dataSource.getRepository(Dossier).insert(dossiers);
  await dataSource
    .getRepository(AccesDossier)
    .insert(texts.map((signataire, index) => ({ dossierId: `d${index}`, signataire })));
}

onBothDatabases(archives, fill, (on) => {
  on('selects in SQL exactly the rows a rule allows in memory', async ({ running }) => {
    const source = running.dataSource;
    if (!source) throw new Error('no database');
    await fc.assert(
      fc.asyncProperty(rule, async (generated) => {
        const parameters = new SqlParameters('p');
        const scope = new SqlScope(source, parameters, Dossier, 'ligne', appelant);
        const selected = await source
          .getRepository(Dossier)
          .createQueryBuilder('ligne')
          .where(toSql(generated, scope))
          .setParameters(parameters.values)
          .getMany();
        const inSql = new Set(selected.map(({ id }) => id));
        for (const dossier of dossiers) {
          const inMemory = decideInMemory(generated, dossier, appelant);
          // undefined: only the database can tell, and then its answer is the one that counts.
          if (inMemory !== undefined) {
            expect({ dossier: dossier.id, read: inMemory }).toEqual({
              dossier: dossier.id,
              read: inSql.has(dossier.id),
            });
          }
        }
      }),
      { numRuns: 300 },
    );
  });
});
