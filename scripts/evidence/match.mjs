/**
 * Finds the fields of the description that a source's paths speak of. A path counts where the description has it as it
 * stands; but tables write nested fields flat and misspell case, and clients give names to the cells of a row, so what is
 * not found so is found by its position in the row, or by its name.
 *
 * @param {import('./facts.mjs').Path[]} paths
 * @param {Set<string>} places every place of the schema, `orderList[].clientOid`
 * @returns {{ found: Set<string>, lost: import('./facts.mjs').Path[] }} the places, and the paths that fit none
 */
export function placesOf(paths, places) {
  const exact = new Set();
  const elsewhere = [];
  for (const path of paths) {
    const place = placeOf(path, places);
    if (place === undefined) elsewhere.push(path);
    else exact.add(place);
  }
  const rows = new Map();
  const found = new Set(exact);
  const lost = elsewhere.filter((path) => {
    const fits = cellOf(path, places, exact, rows) ?? named(path, places, exact);
    for (const place of fits) found.add(place);
    return !fits.length;
  });
  return { found, lost };
}

function placeOf(path, places) {
  let place = '';
  for (const key of path) {
    place = stepsFrom(place, key).find((step) => places.has(step));
    if (place === undefined) return undefined;
  }
  return place;
}

/** TypeScript writes the cells of a tuple as the properties `0`, `1`, … */
const stepsFrom = (place, key) => [
  ...(/^\d+$/.test(key) ? [`${place}[${key}]`] : []),
  ...(typeof key === 'number' || key === '[]'
    ? [`${place}[]`]
    : [place ? `${place}.${key}` : key, place ? `${place}.*` : '*']),
];

/** The names that a client gives to the cells of a row, in their order. */
function cellOf(path, places, exact, rows) {
  const row = placeOf(path.slice(0, -1), places);
  if (row === undefined || !places.has(`${row}[0]`) || exact.has(`${row}[0]`)) return undefined;
  const names = rows.get(row) ?? [];
  rows.set(row, names);
  if (!names.includes(path.at(-1))) names.push(path.at(-1));
  const cell = `${row}[${names.indexOf(path.at(-1))}]`;
  return places.has(cell) ? [cell] : [];
}

/** Every place of that name; one that was found as it stands is another field that happens to be called so. */
function named(path, places, exact) {
  const last = path.at(-1);
  if (typeof last === 'number' || last === '[]') return [];
  const fits = last.startsWith('[')
    ? (place) => place.endsWith(last)
    : (place) =>
        place
          .split('.')
          .at(-1)
          .replace(/(\[\])+$/, '')
          .toLowerCase() === last.toLowerCase();
  return [...places].filter((place) => fits(place) && !exact.has(place));
}
