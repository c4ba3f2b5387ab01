/** Every transition by every signatory in every state, asked for through the gateway. */
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { DataSource } from 'typeorm';
import { PassageEnregistre } from '../../../subgraphs/kit/acts/act-tables.js';
import type { StatefulRow, Workflow } from '../../../subgraphs/kit/acts/workflow.js';
import { World, type Fill } from '../../harness/world.js';
import { allPurposes, signatories } from '../matrix/signatories.js';

/** One arrow of a workflow, as a table written by hand has it. */
export interface ExpectedAct {
  readonly actors: readonly string[];
  readonly from: readonly string[];
  readonly to: string;
  /** The act's own input, as GraphQL text. */
  readonly input?: string;
  /** Its actor waits in nobody's list: `attend: MOI` leaves it out. */
  readonly awaited?: boolean;
  /** What it leads to is nobody's to read. */
  readonly hides?: boolean;
}

interface Tested<Row extends StatefulRow> {
  readonly workflow: Workflow<Row>;
  /** From nothing that the product declares. */
  readonly states: readonly string[];
  readonly acts: Readonly<Record<string, ExpectedAct>>;
  readonly owner: 'ville' | 'bailleurs' | 'justice';
  readonly fill: (database: DataSource) => Promise<void>;
  readonly id: string;
  /** Puts the one row, and what stands around it, as if it had come into the state by its acts. */
  readonly putInto: (database: DataSource, state: string, act: string) => Promise<void>;
  /** The list at the root, and the field of an act's answer that holds the row. */
  readonly list: string;
  readonly answer: string;
  /** By hand, whom an act is told to, in every state or by the one that it led to; absent: nobody. */
  readonly told?: readonly string[] | Readonly<Record<string, readonly string[]>>;
  /** Rows are a named person's to read, and not all of an organisation that is told of them. */
  readonly ofNamedPersons?: boolean;
  /** Of every act, or by act. */
  readonly ground: string | Readonly<Record<string, string>>;
}

const purposes = allPurposes.join(',');
const version = 7;

interface Result {
  readonly refused: boolean;
  readonly codes: readonly string[];
  readonly statut: string | null;
}

let started: Promise<World> | undefined;
/** Workflows that still want it. Another file of the same worker starts a world of its own. */
let waiting = 0;
const clean = new Set<string>();

/** The world of all workflows of a file, whose one owner has no rows but those it starts with. */
async function emptyWorld(owner: Tested<StatefulRow>['owner']): Promise<World> {
  const nothing: Fill['ville'] = () => Promise.resolve();
  started ??= World.start({ ville: nothing, bailleurs: nothing, justice: nothing });
  const world = await started;
  const database = world.databases[owner];
  const file = join(world.folder, `${owner}-clean.sqlite`);
  if (!clean.has(file)) {
    clean.add(file);
    await database.query('VACUUM INTO ?', [file]);
    return world;
  }
  await database.query('PRAGMA foreign_keys = OFF');
  await database.query('ATTACH ? AS clean', [file]);
  const tables = await database.query<readonly { name: string }[]>(
    `SELECT name FROM clean.sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'`,
  );
  for (const { name } of tables) {
    await database.query(`DELETE FROM main."${name}"`);
    await database.query(`INSERT INTO main."${name}" SELECT * FROM clean."${name}"`);
  }
  await database.query('DETACH clean');
  await database.query('PRAGMA foreign_keys = ON');
  return world;
}

export function describeWorkflow<Row extends StatefulRow>(tested: Tested<Row>): void {
  const { workflow, states, acts, owner, id, list, answer } = tested;
  let world: World;
  waiting += 1;

  async function putInto(state: string, act: string): Promise<void> {
    const database = world.databases[owner];
    await database.getRepository(PassageEnregistre).clear();
    await tested.putInto(database, state, act);
    await database
      .getRepository(workflow.entity)
      .update({ id } as never, { statut: state, version, statutDepuis: new Date() } as never);
  }

  async function stateNow(): Promise<string | undefined> {
    const row = await world.databases[owner]
      .getRepository<StatefulRow>(workflow.entity)
      .findOneBy({ id });
    return row?.statut;
  }

  async function toldOf(): Promise<readonly string[]> {
    const database = world.databases[owner];
    const row = await database.getRepository(workflow.entity).findOneByOrFail({ id } as never);
    const told = await workflow.addressees?.(row, database.manager);
    return [...new Set(told)].toSorted();
  }

  function toldByHand(state: string): readonly string[] {
    const { told = [] } = tested;
    const byHand: readonly string[] = Array.isArray(told)
      ? told
      : ((told as Readonly<Record<string, readonly string[]>>)[state] ?? []);
    return byHand.toSorted();
  }

  async function ask(signataire: string, act: string, target = id): Promise<Result> {
    const input = acts[act]?.input;
    const { data, errors = [] } = await world.ask(
      signataire,
      purposes,
      `mutation { fait: ${act}(id: "${target}"${input ? `, saisie: ${input}` : ''}) { ${answer} { statut } erreurs { code message champ } } }`,
    );
    const fait = data?.['fait'] as
      | ({ erreurs: { code: string }[] } & Record<string, { statut: string } | null>)
      | null
      | undefined;
    if (fait) expect(errors).toEqual([]);
    return {
      refused: errors.some(({ extensions }) => extensions?.code === 'UNAUTHORIZED_FIELD_OR_TYPE'),
      codes: fait?.erreurs.map(({ code }) => code) ?? [],
      statut: fait?.[answer]?.statut ?? null,
    };
  }

  describe(`${workflow.id} ${workflow.title}`, () => {
    beforeAll(async () => {
      world = await emptyWorld(owner);
      await tested.fill(world.databases[owner]);
    });

    afterAll(async () => {
      waiting -= 1;
      if (waiting > 0) return;
      await (await started)?.stop();
      started = undefined;
    });

    it('has exactly the acts and the states of the table by hand', () => {
      const declared = Object.values(workflow.transitions) as readonly {
        act: string;
        from: readonly string[];
        to: string;
        awaited: boolean;
      }[];
      expect(
        declared.map(({ act, from, to, awaited }) => ({
          act,
          from: from.toSorted(),
          to,
          awaited,
        })),
      ).toEqual(
        Object.entries(acts).map(([act, { from, to, awaited = true }]) => ({
          act,
          from: from.toSorted(),
          to,
          awaited,
        })),
      );
      expect(Object.keys(workflow.states).toSorted()).toEqual([...states].toSorted());
    });

    for (const [act, expected] of Object.entries(acts)) {
      describe(act, () => {
        it.each(states)('in %s, by every signatory', async (state) => {
          const passages = world.databases[owner].getRepository(PassageEnregistre);
          await putInto(state, act);
          for (const { id: signataire } of signatories) {
            const allowed = expected.actors.includes(signataire) && expected.from.includes(state);
            const { refused, codes, statut } = await ask(signataire, act);
            const where = `${signataire} ${act} ${state}`;
            if (allowed) {
              const shown = expected.hides ? null : expected.to;
              expect([where, refused, codes, statut]).toEqual([where, false, [], shown]);
              expect([where, await stateNow()]).toEqual([where, expected.to]);
              expect(await passages.findOneBy({ objetId: id })).toMatchObject({
                de: state,
                vers: expected.to,
                acte: act,
                version: version + 1,
                signataireId: signataire,
                fondement: typeof tested.ground === 'string' ? tested.ground : tested.ground[act],
              });
              await putInto(state, act);
            } else {
              // So the row still is what it was put into, for whoever comes next.
              expect([where, statut]).toEqual([where, null]);
              expect([where, refused || codes.length === 1]).toEqual([where, true]);
              expect([where, await stateNow()]).toEqual([where, state]);
              expect(await passages.count()).toBe(0);
            }
          }
        });

        it('tells "none" and "not yours" alike', async () => {
          await putInto(expected.from[0] ?? '', act);
          const readers = new Set(Object.values(acts).flatMap(({ actors }) => actors));
          for (const { id: signataire } of signatories) {
            if (readers.has(signataire)) continue;
            expect(await ask(signataire, act)).toEqual(await ask(signataire, act, 'inconnu'));
          }
        });
      });
    }

    it('shows each signatory what waits for it and what it may do, and tells who may read', async () => {
      for (const state of states) {
        await putInto(state, '');
        const readers: string[] = [];
        for (const { id: signataire } of signatories) {
          const { data } = await world.ask(
            signataire,
            purposes,
            `{ attendus: ${list}(filtre: { attend: MOI }) { totalCount nodes { id } }
               tous: ${list} { nodes { id actesPossibles { nom attendu } } } }`,
          );
          const { attendus, tous } = data as {
            attendus: { totalCount: number; nodes: { id: string }[] } | null;
            tous: { nodes: { id: string; actesPossibles: { nom: string }[] | null }[] } | null;
          };
          const mine = Object.entries(acts).filter(
            ([, { actors, from }]) => actors.includes(signataire) && from.includes(state),
          );
          const waiting = mine.some(([, { awaited = true }]) => awaited);
          expect([state, signataire, attendus?.nodes ?? []]).toEqual([
            state,
            signataire,
            waiting ? [{ id }] : [],
          ]);
          if (tous?.nodes.some((node) => node.id === id)) readers.push(signataire);
          const possible =
            tous?.nodes.flatMap((node) => (node.actesPossibles ?? []).map(({ nom }) => nom)) ?? [];
          expect([state, signataire, possible]).toEqual([
            state,
            signataire,
            mine.map(([act]) => act),
          ]);
        }
        const told = await toldOf();
        expect([state, told]).toEqual([state, toldByHand(state)]);
        // Nobody is told of a row that it may not read as it now is.
        const blind = tested.ofNamedPersons
          ? []
          : told.filter((signataire) => !readers.includes(signataire));
        expect([state, blind]).toEqual([state, []]);
      }
    });
  });
}
