import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { GraphQLSchema } from 'graphql';
import type { Page } from 'playwright-core';
import { readSupergraph } from '../../schema/compose/compose-supergraph.js';
import { signataireSchema } from '../../schema/visible/signataire-schema.js';
import { loadConvention } from '../../schema/convention/load-convention.js';
import { signatories } from '../conformance/matrix/signatories.js';
import { describeInBrowser } from './chromium.js';
import { declare, Desk, run, signIn } from './desk.js';

const startTimeout = 120_000;
const schemaFolder = fileURLToPath(new URL('../../../schema/', import.meta.url));

/** From the files, not from the gateway: what this signatory may select without any purpose. */
async function ownGraph(signataire: string): Promise<{ nom: string; graph: GraphQLSchema }> {
  const loaded = await loadConvention(`${schemaFolder}convention.yaml`);
  if ('faults' in loaded) throw new Error('the convention is at fault');
  const supergraph = readSupergraph(readFileSync(`${schemaFolder}supergraph.graphql`, 'utf8'));
  const graph = signataireSchema(supergraph, loaded.convention, signataire, {
    finalites: [],
    on: new Date().toISOString().slice(0, 10),
  });
  return { nom: loaded.convention.signataires.get(signataire)?.nom ?? '', graph };
}

describeInBrowser('the panels of the desk', () => {
  let desk: Desk;

  beforeAll(async () => {
    desk = await Desk.openAlone();
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
    await page.getByRole('button', { name: 'Changer d’organisation' }).click();
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
      return (await page.locator('.why-answer').textContent()) ?? '';
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
    await run(page, '{ residences(first: 8) { totalCount nodes { id nom commune { nom } } } }');
    await tab(page, 'Tableau');
    const names = () => texts(page, '.results-scroll tbody td:nth-child(2)');
    // The whole list, and not the eight of the page that was asked for.
    await page.locator('.results tbody tr').nth(8).waitFor();
    await page.getByText('Lecture de la liste entière').waitFor({ state: 'detached' });
    const asCame = await names();
    expect(asCame.length).toBeGreaterThan(8);
    await page.getByRole('button', { name: /^nom/ }).click();
    const collator = new Intl.Collator('fr', { numeric: true });
    expect(await names()).toEqual([...asCame].sort((a, b) => collator.compare(a, b)));
    await page.getByRole('button', { name: /^nom/ }).click();
    expect(await names()).toEqual([...asCame].sort((a, b) => collator.compare(b, a)));
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Exporter en CSV' }).click();
    const csv = readFileSync(await (await download).path(), 'utf8');
    const lines = csv.trim().split('\r\n');
    expect(lines).toHaveLength(asCame.length + 1);
    for (const name of asCame) expect(csv).toContain(name);
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
    expect(cells.reduce((sum, text) => sum + Number(text), 0)).toBe(totalCount);
    await run(
      page,
      '{ incidents(first: 100) { totalCount nodes { id moisFaits residence { commune { codeInsee nom } } } } }',
    );
    await tab(page, 'Carte');
    const circles = page.locator('svg.results-map circle.results-circle');
    await circles.first().waitFor();
    expect(await circles.first().getAttribute('aria-label')).toMatch(/^.+ : \d+/);
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
    const suppressed = nodes.filter(({ supprime }) => supprime).length;
    expect(suppressed).toBeGreaterThan(0);
    await tab(page, 'Tableau');
    await page.locator('.results-masked').first().waitFor();
    expect(await page.locator('.results-masked').count()).toBe(suppressed);
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

  it('says which partner does not answer, shows the rest, and what to do', async () => {
    const page = await signedIn('Ville de Poitiers');
    const wake = desk.freeze('bailleurs');
    try {
      const answer = await run(
        page,
        '{ moi { signataire { nom } } incidents(first: 2) { nodes { id } } }',
      );
      expect(answer['data']).toEqual({
        moi: { signataire: { nom: 'Ville de Poitiers' } },
        incidents: null,
      });
    } finally {
      wake();
    }
    await page.getByRole('heading', { name: 'Un partenaire ne répond pas' }).waitFor();
    await desk.screenshot(page, 'partenaire-absent');
    await tab(page, 'Plan');
    expect((await texts(page, '.plan tbody tr')).join()).toMatch(/Bailleurs.*erreur/);
    const again = await run(page, '{ incidents(first: 2) { nodes { id } } }');
    expect(again['errors']).toBeUndefined();
    await page.context().close();
  }, 60_000);

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
