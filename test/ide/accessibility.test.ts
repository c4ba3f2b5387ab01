import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { faultsOf, faultsOfContrast } from './axe.js';
import { describeInBrowser } from './chromium.js';
import { Desk, deskReady, run, signIn, signInToQuestions } from './desk.js';

const startTimeout = 120_000;

/** What the focus is on, as it is called. */
async function focused(page: Page): Promise<string> {
  return page.evaluate(`(() => {
    const at = document.activeElement;
    const by = document.getElementById(at.getAttribute('aria-labelledby'));
    return (by ?? at).textContent.slice(0, 40);
  })()`);
}

describeInBrowser('the desk for everybody', () => {
  let desk: Desk;

  beforeAll(async () => {
    desk = await Desk.open();
  }, startTimeout);

  afterAll(() => desk.close());

  // The page is the same in the dark but for its colours.
  it.each([
    { colorScheme: 'light', look: faultsOf },
    { colorScheme: 'dark', look: faultsOfContrast },
  ] as const)(
    'has no fault for axe in any state, $colorScheme',
    async ({ colorScheme, look }) => {
      const page = await desk.page({ colorScheme });
      const found: string[] = [];
      const clean = async (state: string): Promise<void> => {
        for (const fault of await look(page)) found.push(`${state}: ${fault}`);
        await desk.screenshot(page, `${state}-${colorScheme}`);
      };
      await page.getByRole('button', { name: 'Ékidom' }).waitFor();
      await clean('organisations');
      await signInToQuestions(page, 'Ékidom');
      await page.locator('.waiting-cases button').first().waitFor();
      await clean('accueil');
      await page
        .getByRole('button', { name: /^Que se passe-t-il/ })
        .first()
        .click();
      await page.locator('canvas[role=img]').waitFor();
      await clean('question');
      await page.getByRole('tab', { name: 'Tableau', exact: true }).click();
      await page.getByLabel('Grouper par').selectOption({ label: 'Gravité' });
      await page.locator('.results-group').first().waitFor();
      await clean('tableau-groupe');
      await page.getByRole('button', { name: 'Garder cette question' }).click();
      await page.getByText('est au tableau de bord').waitFor();
      await clean('question-gardee');
      await page.getByRole('button', { name: 'Questions', exact: true }).click();
      await page.getByRole('heading', { name: 'Tableau de bord' }).waitFor();
      await clean('tableau-de-bord');
      await page
        .getByRole('button', { name: /^Quels logements/ })
        .first()
        .click();
      await page.getByRole('region', { name: 'Finalité à confirmer' }).waitFor();
      await clean('declaration');
      await page.getByRole('button', { name: /^À traiter/ }).click();
      // Closing asks for nothing, so that its form is sent as it stands.
      await page
        .locator('.waiting-cases button', { hasText: 'Clôt un signalement' })
        .first()
        .click();
      await page.getByRole('heading', { name: 'Le dossier' }).waitFor();
      await clean('dossier');
      await page.locator('.case-acts button', { hasText: 'Clôt un signalement' }).first().click();
      await clean('acte');
      await page.getByRole('button', { name: 'Vérifier et envoyer' }).click();
      await page.getByRole('dialog').waitFor();
      await clean('confirmation');
      await page.keyboard.press('Escape');
      await page.locator('.account-button').click();
      await clean('compte');
      await page.keyboard.press('Escape');
      await deskReady(page);
      await clean('bureau');
      await run(page, 'query Essai { incidents(first: 2) { nodes { id rien } } }');
      await clean('erreur');
      await run(
        page,
        `query Essai { incidents(first: 2) { totalCount nodes {
           id moisFaits residence { nom commune { codeInsee nom } } auteurPresume { connu } } } }`,
      );
      await clean('champ-refuse');
      for (const panel of ['Tableau', 'Graphique', 'Carte', 'Pourquoi ?', 'Plan', 'Mes droits']) {
        await page.getByRole('tab', { name: panel, exact: true }).click();
        await page.getByText('Lecture de la liste entière').waitFor({ state: 'detached' });
        await page
          .getByText(/^(?:Préparation d|Lecture de vos droits)/)
          .waitFor({ state: 'detached' });
        await clean(panel.toLowerCase().replaceAll(/\W+/g, '-'));
      }
      for (const side of ['Documentation', 'Construire', 'Mes requêtes']) {
        await page.getByRole('button', { name: side, exact: true }).click();
        await clean(side.toLowerCase().replaceAll(/\W+/g, '-'));
      }
      await page.getByRole('button', { name: /^Finalité/ }).click();
      await clean('finalite');
      expect(found).toEqual([]);
      await page.context().close();
    },
    180_000,
  );

  it('declares how accessible it is', async () => {
    const page = await desk.page();
    await page.getByRole('link', { name: /^Accessibilité/ }).click();
    await page.getByRole('heading', { name: 'Déclaration d’accessibilité' }).waitFor();
    expect(await faultsOf(page)).toEqual([]);
    await page.context().close();
  });

  it.each([
    { nom: 'enlarged twice', width: 640, height: 360 },
    { nom: 'a telephone', width: 320, height: 568 },
  ])('loses nothing when narrow: $nom', async ({ width, height }) => {
    const page = await desk.page({ viewport: { width, height } });
    await signInToQuestions(page, 'Ékidom');
    await page.locator('.waiting-cases button').first().waitFor();
    expect(await faultsOf(page)).toEqual([]);
    await page
      .getByRole('button', { name: /^Que se passe-t-il/ })
      .first()
      .click();
    await page.locator('canvas[role=img]').waitFor();
    expect(await faultsOf(page)).toEqual([]);
    await deskReady(page);
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width);
    await run(page, '{ incidents(first: 2) { nodes { id type gravite } } }');
    const editor = await page.locator('.query-text').boundingBox();
    expect(editor?.height).toBeGreaterThan(150);
    for (const menu of ['.purpose', '.copy-menu']) {
      await page.locator(`.toolbar ${menu} > button`).click();
      const list = await page.locator(`.toolbar ${menu} > button + *`).boundingBox();
      expect(list?.x).toBeGreaterThanOrEqual(0);
      expect((list?.x ?? 0) + (list?.width ?? width + 1)).toBeLessThanOrEqual(width);
      await page.keyboard.press('Escape');
    }
    // Nothing of the editor lies over what comes after it.
    const variables = page.locator('.query-variables-toggle');
    await variables.scrollIntoViewIfNeeded();
    await variables.click({ position: { x: 12, y: 12 }, timeout: 5_000 });
    await variables.click({ position: { x: 12, y: 12 } });
    for (const button of ['Documentation', 'Exécuter', 'Copier']) {
      await page.getByRole('button', { name: button, exact: true }).scrollIntoViewIfNeeded();
    }
    await page.getByRole('tab', { name: 'Tableau' }).click();
    await page.getByRole('button', { name: 'Exporter en CSV' }).scrollIntoViewIfNeeded();
    await desk.screenshot(page, `etroit-${width}`);
    expect(await faultsOf(page)).toEqual([]);
    await page.getByRole('button', { name: 'Documentation' }).click();
    await page.getByRole('searchbox', { name: 'Chercher dans votre graphe' }).waitFor();
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width);
    await page.context().close();
  });

  it.each([768, 820, 1024])(
    'lets a query be run beside an open side panel, %i wide',
    async (width) => {
      const page = await desk.page({ viewport: { width, height: 1024 } });
      await signIn(page, 'Ékidom');
      for (const side of ['Documentation', 'Construire', 'Mes requêtes']) {
        await page.getByRole('button', { name: side, exact: true }).click({ timeout: 5_000 });
        for (const button of ['Exécuter', /^Finalité/, 'Copier']) {
          const offered = page.locator('.toolbar').getByRole('button', { name: button });
          await offered.first().click({ trial: true, timeout: 5_000 });
        }
        expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width);
      }
      await page.context().close();
    },
  );

  it('does not scroll into emptiness with the documentation open', async () => {
    const page = await desk.page({ viewport: { width: 1440, height: 900 } });
    await signIn(page, 'Ékidom');
    await page.getByRole('button', { name: 'Documentation' }).click();
    await page.locator('.documentation .class-badge').first().waitFor();
    expect(await page.evaluate('document.documentElement.scrollHeight')).toBe(900);
    await page.context().close();
  });

  it('leads past what is on every page, and the focus goes where the content went', async () => {
    const page = await desk.page();
    await signIn(page, 'Ékidom');
    await run(page, '{ incidents(first: 1) { nodes { id auteurPresume { connu } } } }');
    await page.getByRole('link', { name: 'Aller à la réponse' }).focus();
    await page.keyboard.press('Enter');
    expect(await page.evaluate('document.activeElement.id')).toBe('reponse');
    await page.locator('.answer-errors').getByRole('button', { name: 'Pourquoi ?' }).click();
    expect(await focused(page)).toMatch(/^Pourquoi\s\?/);
    await page.getByRole('button', { name: 'Documentation' }).click();
    expect(await focused(page)).toBe('Documentation');
    await page.getByRole('button', { name: 'Fermer « Documentation »' }).click();
    expect(await focused(page)).toBe('Documentation');
    await page.context().close();
  });

  it('shows everything on a tablet, either way up', async () => {
    for (const viewport of [
      { width: 1024, height: 768 },
      { width: 768, height: 1024 },
    ]) {
      const page = await desk.page({ viewport, hasTouch: true });
      await signIn(page, 'Ékidom');
      await run(page, '{ incidents(first: 2) { nodes { id type gravite } } }');
      await desk.screenshot(page, `tablette-${viewport.width}`);
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(viewport.width);
      await page.getByRole('button', { name: 'Documentation' }).click();
      await page.getByRole('searchbox', { name: 'Chercher dans votre graphe' }).waitFor();
      await desk.screenshot(page, `tablette-${viewport.width}-documentation`);
      await page.context().close();
    }
  });

  it('is used without a mouse: the keyboard goes through and is caught nowhere', async () => {
    const page = await desk.page();
    await signIn(page, 'Ékidom');
    const stops = new Set<string>();
    for (let i = 0; i < 40; i += 1) {
      await page.keyboard.press('Tab');
      stops.add(
        await page.evaluate(
          `(() => { const at = document.activeElement;
             return at.getAttribute('aria-label') || at.textContent.slice(0, 40) || at.tagName; })()`,
        ),
      );
    }
    for (const wanted of ['Documentation', 'Exécuter', 'Ékidom', 'Largeur de la requête']) {
      expect([...stops].join(' | ')).toContain(wanted);
    }
    await page.getByRole('tab', { name: 'Réponse' }).focus();
    await page.keyboard.press('ArrowRight');
    expect(await page.getByRole('tab', { selected: true }).count()).toBe(1);
    await page.context().close();
  });

  it('never leaves this machine nor breaks the content security policy', () => {
    expect(desk.faults).toEqual({ foreign: [], policy: [], uncaught: [] });
  });
});
