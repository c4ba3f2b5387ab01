import 'reflect-metadata';
import { globSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import type { Passage } from '../../demo/data/history/chronicle.js';
import { inventData } from '../../demo/data/invent.js';
import type { InventedData } from '../../demo/data/invented-data.js';
import { bailleurPartOf } from '../../demo/data/part-of-bailleurs.js';
import { villePartOf } from '../../demo/data/part-of-ville.js';
import { partners } from '../../demo/databases.js';
import { loadConvention } from '../../schema/convention/load-convention.js';
import { grantsInForce } from '../../schema/convention/effective-rights.js';
import { landlords } from '../../schema/reference/engagements.js';
import { groupBy } from '../../subgraphs/kit/group-by.js';
import type { StatefulRow, Transition } from '../../subgraphs/kit/acts/workflow.js';
import { mayDo } from './who-acts-by-hand.js';

const day = '2026-11-23';
const loaded = await loadConvention(
  fileURLToPath(new URL('../../../schema/convention.yaml', import.meta.url)),
);
if (!('convention' in loaded)) throw new Error('no convention');
const { convention } = loaded;
const signataires = [...convention.signataires.keys()];

type Arrow = Pick<Transition, 'act' | 'to' | 'actor' | 'ground' | 'scope'> & {
  readonly from: readonly (string | null)[];
};

/** Every arrow of every table of acts, its creation from null, by type and act. */
const arrows = new Map<string, Arrow>();
/** Where rows begin that no act makes. */
const unmade = new Set<string>();
for (const path of globSync(
  fileURLToPath(new URL('../../subgraphs/*/*/*-workflow.js', import.meta.url)),
)) {
  const module = (await import(pathToFileURL(path).href)) as Record<string, unknown>;
  for (const exported of Object.values(module)) {
    if (typeof exported !== 'object' || exported === null || !('transitions' in exported)) continue;
    const { entity, creation, transitions } = exported as {
      entity: { name: string };
      creation: Transition | null;
      transitions: Record<string, Transition>;
    };
    if (creation) arrows.set(`${entity.name} ${creation.act}`, { ...creation, from: [null] });
    else unmade.add(entity.name);
    for (const [act, arrow] of Object.entries(transitions)) {
      arrows.set(`${entity.name} ${act}`, arrow);
    }
  }
}

/** All rows with states, of whatever type, by id: no two have the same. */
function rowsOf(data: InventedData): ReadonlyMap<string, StatefulRow> {
  const lists = [
    data.annuaire.correspondants,
    data.annuaire.instances,
    data.patrimoine.entrees,
    data.incidents,
    data.suitesPenales.plaintes,
    data.suitesPenales.procedures,
    data.signalements.signalements,
    data.rappelsOrdre.rappels,
    data.rappelsOrdre.avis,
    data.diagnostics.diagnostics,
    data.diagnostics.constats,
    data.renovations.programmes,
    data.transactions.transactions,
    data.transactions.homologations,
    data.procesVerbaux,
    data.protections,
    data.injonctions,
    data.troubles,
    data.alternatives,
    data.informations,
    data.actions,
    data.groupes.mandats,
    data.groupes.situations,
    data.problematiques,
    data.judiciaire.communications,
    data.judiciaire.gltds,
    data.judiciaire.postes,
  ];
  const rows = lists.flatMap((list): readonly StatefulRow[] => list);
  const byId = new Map(rows.map((row) => [row.id, row]));
  expect(byId.size).toBe(rows.length);
  return byId;
}

const passagesIn = ({ passages }: InventedData): Passage[] =>
  partners.flatMap((partner) => passages[partner]);

const full = inventData(signataires, 1, day);

describe.each([
  ['full', full],
  ['small', inventData(signataires, 0.05, day)],
])('the histories at %s scale', (_, data) => {
  const rows = rowsOf(data);
  const passages = passagesIn(data);
  const histories = groupBy(passages, ({ objetId }) => objetId);

  it('are a path of the workflow that ends in the state of its row, and all rows have one', () => {
    expect(histories.size).toBe(rows.size);
    const faults: string[] = [];
    for (const [id, history] of histories) {
      const row = rows.get(id);
      const type = history[0]?.objetType ?? '';
      let state: string | null = unmade.has(type) ? 'VERT' : null;
      let version = unmade.has(type) ? 1 : 0;
      let since = row?.statutDepuis?.getTime();
      for (const passage of history) {
        const arrow = arrows.get(`${type} ${passage.acte}`);
        version += 1;
        const follows =
          passage.de === state &&
          passage.version === version &&
          (arrow?.from.includes(state) ?? false) &&
          passage.vers === arrow?.to &&
          passage.fonction === arrow.actor &&
          passage.fondement === arrow.ground;
        if (!follows) faults.push(`${type} ${id}: ${passage.acte} from ${String(state)}`);
        if (state !== passage.vers) since = passage.le.getTime();
        state = passage.vers;
      }
      if (row?.statut !== state || row.version !== version) faults.push(`${type} ${id}: ${state}`);
      if (row?.statutDepuis?.getTime() !== since) faults.push(`${type} ${id}: since when`);
    }
    expect(faults).toEqual([]);
  });

  it('go forward, and never beyond the day of the seeding', () => {
    const over = Date.parse(`${day}T01:00:00Z`);
    const faults = [...histories.values()].filter((history) =>
      history.some(({ le }, index) => {
        const before = history[index - 1]?.le;
        return le.getTime() >= over || (before !== undefined && before >= le);
      }),
    );
    expect(faults).toEqual([]);
  });

  it('have each an id of its own', () => {
    for (const partner of partners) {
      const ids = data.passages[partner].map(({ id }) => id);
      expect(new Set(ids).size).toBe(ids.length);
      expect(ids.filter((id) => id.length !== 36)).toEqual([]);
    }
  });

  it('let nobody act who may not', () => {
    const granted = new Map(
      signataires.map((id) => [
        id,
        new Set(grantsInForce(convention, id, day).flatMap(({ donnees }) => donnees)),
      ]),
    );
    const faults = new Set<string>();
    for (const { objetType, objetId, acte, signataireId } of passages) {
      const { scope = '' } = arrows.get(`${objetType} ${acte}`) ?? {};
      const who = signataireId ?? '';
      // By the convention at all, and by what the row says of it.
      if (granted.get(who)?.has(scope) !== true) faults.add(`${who}: ${acte} (${scope})`);
      const row = rows.get(objetId);
      if (!row || !mayDo(data, objetType, acte, row, who))
        faults.add(`${who}: ${acte} on ${objetId}`);
    }
    expect([...faults]).toEqual([]);
  });

  it('are the same in parts, each operator’s its own', () => {
    const parts = [
      ['ville', ['ville-poitiers', 'ville-chatellerault', 'grand-poitiers', 'grand-chatellerault']],
      ['bailleurs', landlords],
    ] as const;
    for (const [partner, operators] of parts) {
      const cut = partner === 'ville' ? villePartOf : bailleurPartOf;
      const all = operators.flatMap((operator) => {
        const part = cut(data, operator);
        const own = rowsOf(part);
        const kept = part.passages[partner];
        expect(kept.filter(({ objetId }) => !own.has(objetId))).toEqual([]);
        return kept.map(({ id }) => id);
      });
      // The directory is everybody's.
      expect(new Set(all)).toEqual(new Set(data.passages[partner].map(({ id }) => id)));
    }
  });
});

describe('the answers in the histories', () => {
  const days = (history: readonly Passage[], asked: string, answered: string): number | null => {
    const from = history.findLast(({ acte }) => acte === asked)?.le;
    const to = history.find(({ acte }) => acte === answered)?.le;
    if (!from || !to) return null;
    return Math.round((to.getTime() - from.getTime()) / 86_400_000);
  };
  const all = [...groupBy(full.passages.bailleurs, ({ objetId }) => objetId).values()];

  it.each([
    ['transmettreSignalement', 'accuserReceptionSignalement', 7],
    ['demanderDiagnostic', 'recevoirDemandeDiagnostic', 30],
  ])('come mostly in time after %s, and some late', (asked, answered, delay) => {
    const taken = all.flatMap((history) => days(history, asked, answered) ?? []);
    const late = taken.filter((count) => count > delay).length / taken.length;
    expect(late).toBeGreaterThan(0);
    expect(late).toBeLessThan(0.15);
  });
});
