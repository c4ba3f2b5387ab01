import { mapHeight, mapWidth, outlinePath } from './map-cells.js';
import type { LegendEntry, ShadedCell, Tint } from './map-shades.js';

const legendWidth = 210;

/** The map as an image, with its legend; shades are those of the page. */
export function paintMap(
  brush: CanvasRenderingContext2D,
  colour: (name: string) => string,
  cells: readonly ShadedCell[],
  legend: readonly LegendEntry[],
): void {
  const outline = new Path2D(outlinePath);
  brush.save();
  brush.clip(outline);
  for (const { chemin, teinte } of cells) paint(brush, colour, new Path2D(chemin), teinte);
  brush.restore();
  brush.strokeStyle = colour('--text-soft');
  brush.lineWidth = 1.5;
  brush.stroke(outline);
  legend.forEach(({ teinte, texte }, index) => {
    // Where the département leaves room: in the north-east.
    const x = mapWidth - legendWidth;
    const y = 24 * index;
    const swatch = new Path2D();
    swatch.rect(x, y, 22, 16);
    paint(brush, colour, swatch, teinte);
    brush.fillStyle = colour('--text');
    brush.fillText(texte, x + 30, y + 13);
  });
}

function paint(
  brush: CanvasRenderingContext2D,
  colour: (name: string) => string,
  path: Path2D,
  teinte: Tint,
): void {
  brush.fillStyle = colour(`--map-${teinte}`);
  brush.fill(path);
  if (teinte === 'masque') {
    brush.save();
    brush.clip(path);
    brush.strokeStyle = colour('--text-soft');
    brush.lineWidth = 1.5;
    brush.beginPath();
    for (let x = -mapHeight; x < 2 * mapHeight; x += 9) {
      brush.moveTo(x, 0);
      brush.lineTo(x + mapHeight, mapHeight);
    }
    brush.stroke();
    brush.restore();
  }
  brush.strokeStyle = colour('--line-strong');
  brush.lineWidth = 0.6;
  brush.stroke(path);
}
