import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import type { Convention } from '../../../schema/convention/convention.js';
import { loadConvention } from '../../../schema/convention/load-convention.js';
import { usefulPurposes } from '../../../subgraphs/convention/useful-purposes.js';

const folder = mkdtempSync(join(tmpdir(), 'passerelle-finalites-'));

afterAll(() => {
  rmSync(folder, { recursive: true });
});

const signatory = (id: string, retrait: string): string =>
  `  - { id: ${id}, nom: N, representant: R, nature: bailleur, territoire: { patrimoine: ${id} }, emetteur: "https://idp.exemple.test", approbation: { instance: c, reference: r, date: 2023-06-20 }, signature: 2023-07-03, retrait: ${retrait} }`;

/** @param a to whom following complaints opens something. */
async function conventionFor(a: string): Promise<Convention> {
  const file = join(folder, 'convention.yaml');
  writeFileSync(
    file,
    `convention: { titre: E, reference: e, effet: 2023-07-01, echeance: null }
emetteurs: [{ issuer: "https://idp.exemple.test", audience: passerelle, jwks: ./jwks.json }]
fondements:
  - { id: ancien, reference: R, depuis: 2023-07-01 }
  - { id: nouveau, reference: R, depuis: 2026-06-01 }
finalites: { suivi: Suivre, visite: Visiter }
donnees:
  "a:b": { proprietaire: e, classe: P1, libelle: B }
  "a:c": { proprietaire: e, classe: P1, libelle: C }
signataires:
${signatory('ekidom', 'null')}
${signatory('habitat', '2026-07-01')}
acces:
  - { donnees: ["a:b"], a: [${a}], finalites: [suivi], fondement: ancien }
  - { donnees: ["a:c"], a: [${a}], finalites: [visite], fondement: nouveau }
`,
  );
  const loaded = await loadConvention(file);
  if (!('convention' in loaded)) throw new Error(JSON.stringify(loaded.faults));
  return loaded.convention;
}

const idsOf = (convention: Convention, signataire: string, day: string): readonly string[] =>
  usefulPurposes(convention, signataire, new Date(`${day}T10:00:00Z`)).map(({ id }) => id);

describe('the purposes that open something', () => {
  it('are each signatory’s own, on each day, under each version of the convention', async () => {
    const first = await conventionFor('ekidom');
    const second = await conventionFor('habitat');
    const days = ['2026-05-31', '2026-06-01', '2026-07-01', '2026-05-31'];
    const told = (convention: Convention, signataire: string): readonly (readonly string[])[] =>
      days.map((day) => idsOf(convention, signataire, day));
    // Turn about, so that what was kept of one would show with the other.
    for (let turn = 0; turn < 2; turn += 1) {
      const both = ['suivi', 'visite'];
      expect(told(first, 'ekidom')).toEqual([['suivi'], both, both, ['suivi']]);
      expect(told(first, 'habitat')).toEqual([[], [], [], []]);
      expect(told(second, 'ekidom')).toEqual([[], [], [], []]);
      expect(told(second, 'habitat')).toEqual([['suivi'], both, [], ['suivi']]);
      expect(told(first, 'inconnu')).toEqual([[], [], [], []]);
    }
  });

  it('are found once a day', async () => {
    const convention = await conventionFor('ekidom');
    const at = new Date('2026-06-01T10:00:00Z');
    const found = usefulPurposes(convention, 'ekidom', at);
    expect(usefulPurposes(convention, 'ekidom', new Date(at.getTime() + 3_600_000))).toBe(found);
    expect(usefulPurposes(convention, 'ekidom', new Date(at.getTime() + 86_400_000))).not.toBe(
      found,
    );
  });
});
