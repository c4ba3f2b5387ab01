import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { GraphQLSchema } from 'graphql';
import type { Page } from 'playwright-core';
import { inFrenchType } from '../../ide/src/page/typography.js';
import { readSupergraph } from '../../schema/compose/compose-supergraph.js';
import { signataireSchema } from '../../schema/visible/signataire-schema.js';
import { loadConvention } from '../../schema/convention/load-convention.js';
import { signatories } from '../conformance/matrix/signatories.js';
import { describeInBrowser } from './chromium.js';
import { declare, Desk, fromAccount, run, signIn } from './desk.js';

const startTimeout = 120_000;
const schemaFolder = fileURLToPath(new URL('../../../schema/', import.meta.url));

async function readFiles() {
  const loaded = await loadConvention(`${schemaFolder}convention.yaml`);
  if ('faults' in loaded) throw new Error('the convention is at fault');
  const supergraph = readSupergraph(readFileSync(`${schemaFolder}supergraph.graphql`, 'utf8'));
  return { convention: loaded.convention, supergraph };
}

let files: ReturnType<typeof readFiles> | null = null;

/** From the files, not from the gateway: what this signatory may select without any purpose. */
async function ownGraph(signataire: string): Promise<{ nom: string; graph: GraphQLSchema }> {
  const { convention, supergraph } = await (files ??= readFiles());
  const graph = signataireSchema(supergraph, convention, signataire, {
    finalites: [],
    on: new Date().toISOString().slice(0, 10),
  });
  return { nom: inFrenchType(convention.signataires.get(signataire)?.nom ?? ''), graph };
}

describeInBrowser('the panels of the desk', () => {
  let desk: Desk;

  beforeAll(async () => {
    desk = await Desk.open();
  }, startTimeout);

  afterAll(() => desk.close());

  async function signedIn(organisation: string): Promise<Page> {
    const page = await desk.page();
    await signIn(page, organisation);
    return page;
  }

  const tab = (page: Page, name: string) => page.getByRole('tab', { name, exact: true }).click();

  async function texts(page: Page, selector: string): Promise<readonly string[]> {
    await page.locator(selector).first().waitFor();
    return page.locator(selector).allTextContents();
  }

  /** Left by the signatory before: nothing of what one was shown stays for the next. */
  let left: Page | null = null;

  async function signedInAfterAnother(organisation: string): Promise<Page> {
    if (!left) return signedIn(organisation);
    const page = left;
    left = null;
    await fromAccount(page, 'Changer d’organisation');
    await signIn(page, organisation);
    return page;
  }

  it.each(signatories.map(({ id }) => id))(
    'shows %s its own graph and its own rights',
    async (signataire) => {
      const { nom, graph } = await ownGraph(signataire);
      const page = await signedInAfterAnother(nom);
      await page.getByRole('button', { name: 'Documentation' }).click();
      expect([...(await texts(page, '.documentation-fields strong'))].sort()).toEqual(
        Object.keys(graph.getQueryType()?.getFields() ?? {}).sort(),
      );
      const answer = await run(page, '{ moi { signataire { id } droits { portee } } }');
      const { moi } = answer['data'] as {
        moi: { signataire: { id: string }; droits: readonly { portee: string }[] };
      };
      expect(moi.signataire.id).toBe(signataire);
      await tab(page, 'Mes droits');
      const shown = await texts(page, '.rights-list dd code');
      expect([...shown].sort()).toEqual(moi.droits.map(({ portee }) => portee).sort());
      left = page;
    },
  );

  it('« Mes droits » grows with the purpose and is searched', async () => {
    const page = await signedIn('Ville de Poitiers');
    await tab(page, 'Mes droits');
    const before = await texts(page, '.rights-list dd code');
    expect(before).not.toContain('rappel-ordre:lecture');
    await declare(page, /^Rappel à l’ordre/);
    await page.locator('.rights-list dd code', { hasText: 'rappel-ordre:lecture' }).waitFor();
    await page.getByRole('searchbox', { name: 'Rechercher dans mes droits' }).fill('rappel');
    for (const text of await texts(page, '.rights-list li')) {
      expect(text.toLowerCase()).toContain('rappel');
    }
    await desk.screenshot(page, 'mes-droits');
    await page.context().close();
  });

  it('« Pourquoi ? » says in one click what would be needed, and whom to ask', async () => {
    const page = await signedIn('Préfecture de la Vienne');
    await run(
      page,
      '{ incidents(first: 3) { nodes { id victime { identite } plaintes { id } } } }',
    );
    await tab(page, 'Pourquoi ?');
    expect(await texts(page, '.why-fields button')).toEqual([
      'Incident.victime (refusé)',
      'Incident.plaintes (refusé)',
    ]);
    const explained = async (coordonnee: string): Promise<string> => {
      await page.getByRole('button', { name: `${coordonnee} (refusé)` }).click();
      await page.locator('.why-answer h2', { hasText: coordonnee }).waitFor();
      const text = (await page.locator('.why-answer').textContent()) ?? '';
      return text.replaceAll(/\s/g, ' ');
    };
    const purpose = await explained('Incident.victime');
    expect(purpose).toContain('pour une finalité à déclarer : « Protection du personnel »');
    expect(purpose).toContain('ne l’avez pas pour cette requête');
    expect(await explained('Incident.plaintes')).toContain(
      'ne vous accorde pas cette catégorie de données (Plaintes)',
    );
    await page
      .getByRole('button', { name: /^Qui contacter/ })
      .first()
      .click();
    const named = await texts(page, '.why-referents li');
    expect(named.length).toBeGreaterThan(0);
    for (const name of named) {
      expect(name).toMatch(/Ékidom|Habitat de la Vienne|Immobilière|SEM|ICF/);
    }
    await desk.screenshot(page, 'pourquoi');
    await page.context().close();
  });

  it('shows a list as a table that is sorted and taken along', async () => {
    const page = await signedIn('Ékidom');
    const { data } = await run(
      page,
      '{ residences(first: 8) { totalCount nodes { id nom commune { nom } } } }',
    );
    const { totalCount } = (data as { residences: { totalCount: number } }).residences;
    await tab(page, 'Tableau');
    // Those in view; the identifier is shown to who asks for it.
    const names = () => texts(page, '.results-scroll tbody td:nth-child(1)');
    // The whole list, and not the eight of the page that was asked for.
    await page.locator('.results tbody tr').nth(8).waitFor();
    await page.getByText('Lecture de la liste entière').waitFor({ state: 'detached' });
    expect((await names()).length).toBeGreaterThan(8);
    const byName = page.getByRole('button', { name: /^Nom/ }).first();
    const collator = new Intl.Collator('fr', { numeric: true });
    for (const compare of [
      (left: string, right: string) => collator.compare(left, right),
      (left: string, right: string) => collator.compare(right, left),
    ]) {
      await byName.click();
      const sorted = await names();
      expect(sorted.length).toBeGreaterThan(8);
      expect(sorted).toEqual([...sorted].sort(compare));
    }
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Exporter en CSV' }).click();
    const csv = readFileSync(await (await download).path(), 'utf8');
    expect(csv.trim().split('\r\n')).toHaveLength(totalCount + 1);
    for (const name of await names()) expect(csv).toContain(name);
    await desk.screenshot(page, 'tableau');
    await page.context().close();
  });

  it('draws what it counts by month and by commune', async () => {
    const page = await signedIn('Préfecture de la Vienne');
    await run(
      page,
      '{ incidents(first: 100) { totalCount nodes { id moisFaits residence { commune { codeInsee nom } } } } }',
    );
    await tab(page, 'Graphique');
    await page.locator('canvas[role=img]').waitFor();
    await desk.screenshot(page, 'graphique');
    await page.getByText('Les mêmes nombres en tableau').click();
    const cells = await texts(page, '.results table tbody td');
    // Every incident that the préfecture may read, and not those of the first page.
    const whole = await run(page, '{ incidents { totalCount } }');
    const { totalCount } = (whole['data'] as { incidents: { totalCount: number } }).incidents;
    expect(totalCount).toBeGreaterThan(100);
    const numbers = cells.map((text) => Number(text.replaceAll(/\s/g, '')));
    expect(numbers.reduce((sum, number) => sum + number, 0)).toBe(totalCount);
    await run(
      page,
      '{ incidents(first: 100) { totalCount nodes { id moisFaits residence { commune { codeInsee nom } } } } }',
    );
    await tab(page, 'Carte');
    const cell = page.locator('.map-cells [data-told]').first();
    await cell.waitFor();
    expect(await cell.getAttribute('aria-label')).toMatch(/^.+\s: \d+/);
    await desk.screenshot(page, 'carte');
    await page.context().close();
  });

  it('shows a suppressed count as such, never as nothing', async () => {
    const page = await signedIn('Préfecture de la Vienne');
    const answer = await run(
      page,
      '{ statistiquesSuites(first: 100) { nodes { effectif supprime } } }',
    );
    const { nodes } = (
      answer['data'] as { statistiquesSuites: { nodes: readonly { supprime: boolean }[] } }
    ).statistiquesSuites;
    expect(nodes.some(({ supprime }) => supprime)).toBe(true);
    await tab(page, 'Tableau');
    await page.locator('.results-masked').first().waitFor();
    // Of the rows that are drawn: the table draws those in view.
    const places: (readonly [number, boolean])[] = [];
    for (const row of await page.locator('.results-scroll tbody tr[aria-rowindex]').all()) {
      const masked = await row.locator('.results-masked').count();
      places.push([Number(await row.getAttribute('aria-rowindex')), masked > 0]);
    }
    expect(places.length).toBeGreaterThan(5);
    // The header is the first row.
    expect(places).toEqual(places.map(([place]) => [place, nodes[place - 2]?.supprime ?? false]));
    await page.context().close();
  });

  it('tells which partners an answer came from, and no address', async () => {
    const page = await signedIn('Préfecture de la Vienne');
    await run(
      page,
      '{ incidents(first: 3) { nodes { id residence { commune { nom } } victime { identite } } } }',
    );
    await tab(page, 'Plan');
    const plan = page.locator('.plan');
    await plan.waitFor();
    expect(await texts(page, '.plan tbody td:nth-child(2)')).toContain('Bailleurs');
    expect(await texts(page, '.plan li code')).toContain('Incident.victime');
    expect(await plan.textContent()).not.toMatch(/127\.0\.0\.1|http|:\d{4}/);
    await desk.screenshot(page, 'plan');
    await page.context().close();
  });

  it('says that a query is too large, and how to make it smaller', async () => {
    const page = await signedIn('Ékidom');
    const incidents = (below: string) => `incidents(first: 100) { nodes { ${below} } }`;
    const nested = incidents(`residence { commune { ${incidents('id')} } }`);
    await run(page, `{ communes(first: 100) { nodes { ${nested} } } }`);
    await page.getByRole('heading', { name: 'Votre requête est trop grande' }).waitFor();
    await page.getByText('un « first » plus petit').waitFor();
    await page.context().close();
  });

  it('never leaves this machine nor breaks the content security policy', () => {
    expect(desk.faults).toEqual({ foreign: [], policy: [], uncaught: [] });
  });
});
