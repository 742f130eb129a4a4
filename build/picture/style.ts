/** Two palettes, each with letters of a contrast of at least 4.5 to its own background: which page the picture stands on does not matter. */
const light = { back: '#fbfcfd', edge: '#d0d7de', button: '#d0d7de', plain: '#24292f', dim: '#626b74', red: '#c1121f', green: '#11702f', yellow: '#8a5a00', blue: '#0a58ca', magenta: '#8a2bb0', cyan: '#0b6b78' };
const dark: typeof light = { back: '#12161c', edge: '#363d47', button: '#363d47', plain: '#d7dde4', dim: '#8f9aa6', red: '#ff7b72', green: '#56d364', yellow: '#e3b341', blue: '#79c0ff', magenta: '#d2a8ff', cyan: '#6bd5e1' };

function variables(palette: typeof light): string {
  return Object.entries(palette).map(([name, colour]) => `--${name}:${colour}`).join(';');
}

const colours = ['red', 'green', 'yellow', 'blue', 'magenta', 'cyan'].map((name) => `.${name}{fill:var(--${name})}`).join('');

/** Each animation only holds back what is there in the end. */
const atRest = '*{animation:none!important}';

/** What a browser may not ask of a picture within a page: that it rests. The page then takes one that does. */
export function still(svg: string): string {
  return svg.replace(`@media (prefers-reduced-motion:reduce){${atRest}}`, atRest);
}

/** Of the picture, beside what its own times make. */
export const style = `svg{${variables(light)}}
@media (prefers-color-scheme:dark){svg{${variables(dark)}}}
text{font:14px ui-monospace,SFMono-Regular,"SF Mono",Menlo,Consolas,"DejaVu Sans Mono","Liberation Mono",monospace;fill:var(--plain);white-space:pre}
.dim{fill:var(--dim)}.bold{font-weight:700}${colours}
.back{fill:var(--back)}.edge{stroke:var(--edge)}.button{fill:var(--button)}.cursor{fill:var(--plain);opacity:.7}
.cover{visibility:hidden}
.late{animation:late 1s step-end}
@keyframes late{from{visibility:hidden}}
@media (prefers-reduced-motion:reduce){${atRest}}`;

export const palettes = { light, dark };
