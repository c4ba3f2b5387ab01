/** Every transition by every signatory in every state, asked for through the gateway. */
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
  readonly ground: string;
}

const purposes = allPurposes.join(',');
const version = 7;

interface Result {
  readonly refused: boolean;
  readonly codes: readonly string[];
  readonly statut: string | null;
}

export function describeWorkflow<Row extends StatefulRow>(tested: Tested<Row>): void {
  const { workflow, states, acts, owner, id, list, answer } = tested;
  let world: World;

  beforeAll(async () => {
    const nothing: Fill['ville'] = () => Promise.resolve();
    world = await World.start({
      ville: nothing,
      bailleurs: nothing,
      justice: nothing,
      [owner]: tested.fill,
    });
  }, 120_000);

  afterAll(() => world.stop());

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
        it.each(signatories)('by $id, in every state', async ({ id: signataire }) => {
          for (const state of states) {
            await putInto(state, act);
            const allowed = expected.actors.includes(signataire) && expected.from.includes(state);
            const { refused, codes, statut } = await ask(signataire, act);
            const where = `${signataire} ${act} ${state}`;
            const passages = world.databases[owner].getRepository(PassageEnregistre);
            if (allowed) {
              expect([where, refused, codes, statut]).toEqual([where, false, [], expected.to]);
              expect([where, await stateNow()]).toEqual([where, expected.to]);
              expect(await passages.findOneBy({ objetId: id })).toMatchObject({
                de: state,
                vers: expected.to,
                acte: act,
                version: version + 1,
                signataireId: signataire,
                fondement: tested.ground,
              });
            } else {
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

    it('shows each signatory what waits for it, and what it may do', async () => {
      for (const state of states) {
        await putInto(state, '');
        for (const { id: signataire } of signatories) {
          const { data } = await world.ask(
            signataire,
            purposes,
            `{ attendus: ${list}(filtre: { attend: MOI }) { totalCount nodes { id } }
               tous: ${list} { nodes { id actesPossibles { nom attendu } } } }`,
          );
          const { attendus, tous } = data as {
            attendus: { totalCount: number; nodes: { id: string }[] } | null;
            tous: { nodes: { actesPossibles: { nom: string }[] | null }[] } | null;
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
          const possible =
            tous?.nodes.flatMap((node) => (node.actesPossibles ?? []).map(({ nom }) => nom)) ?? [];
          expect([state, signataire, possible]).toEqual([
            state,
            signataire,
            mine.map(([act]) => act),
          ]);
        }
      }
    });
  });
}
