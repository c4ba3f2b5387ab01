import { download } from './download.js';

/** A figure to be taken along as an image, with what it says and where it comes from. */
export interface FigureImage {
  readonly titre: string;
  /** Below the title: source, date, purpose; then what the figure itself must say. */
  readonly lignes: readonly string[];
  /** Of the drawing itself, in pixels of the page. */
  readonly largeur: number;
  readonly hauteur: number;
  /** An element whose colours the image has. */
  readonly couleurs: Element;
  readonly draw: (context: CanvasRenderingContext2D, colour: (name: string) => string) => void;
}

const margin = 24;
const lineHeight = 20;
/** Pixels of the image for one of the page: sharp on paper too. */
const sharpness = 2;

/** Gives the browser a PNG to keep. */
export function downloadFigure(figure: FigureImage): void {
  const { titre, lignes, largeur, hauteur, couleurs, draw } = figure;
  const style = getComputedStyle(couleurs);
  const colour = (name: string) => style.getPropertyValue(name).trim();
  const canvas = document.createElement('canvas');
  const context = canvas.getContext('2d');
  if (!context) return;
  const font = (size: number, weight = 400) => `${weight} ${size}px ${style.fontFamily}`;
  context.font = font(14);
  const written = lignes.flatMap((ligne) => wrapped(context, ligne, largeur));
  const top = margin + 34 + written.length * lineHeight;
  canvas.width = (largeur + 2 * margin) * sharpness;
  canvas.height = (top + hauteur + margin) * sharpness;
  context.scale(sharpness, sharpness);
  context.fillStyle = colour('--surface');
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.fillStyle = colour('--text');
  context.font = font(20, 600);
  context.fillText(titre, margin, margin + 16, largeur);
  context.font = font(14);
  context.fillStyle = colour('--text-soft');
  written.forEach((ligne, index) =>
    context.fillText(ligne, margin, margin + 42 + index * lineHeight),
  );
  context.translate(margin, top);
  draw(context, colour);
  canvas.toBlob((image) => {
    if (image) download(`${titre}.png`, image, 'image/png');
  }, 'image/png');
}

function wrapped(
  context: CanvasRenderingContext2D,
  text: string,
  width: number,
): readonly string[] {
  const lines = [''];
  for (const word of text.split(' ')) {
    const longer = `${lines.at(-1)} ${word}`.trim();
    if (context.measureText(longer).width <= width) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
}
