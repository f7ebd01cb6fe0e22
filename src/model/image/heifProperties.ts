import { findBox, readBoxes, toFullContent, type IsoBox } from "./isoBoxes.js";

/** All properties that items of the file may have; an item names them by their place. */
export function readProperties(items: DataView): IsoBox[] {
  const container = findProperties(items, "ipco");
  return container ? [...readBoxes(container)] : [];
}

/** The properties of the item that is the picture; none where the file does not tell. */
export function findPrimaryProperties(items: DataView, all: readonly IsoBox[]): IsoBox[] {
  const primary = readPrimaryId(items);
  const associations = findProperties(items, "ipma");
  if (primary === null || !associations) return [];
  return readPlaces(associations, primary).flatMap((place) => all[place - 1] ?? []);
}

function findProperties(items: DataView, name: "ipco" | "ipma"): DataView | null {
  const properties = findBox(items, "iprp");
  return properties && findBox(properties, name);
}

function readPrimaryId(items: DataView): number | null {
  const pitm = findBox(items, "pitm");
  if (!pitm) return null;
  return pitm.getUint8(0) === 0 ? pitm.getUint16(4) : pitm.getUint32(4);
}

/** Places of an item's properties in the container, counted from 1; 0 is none. */
function readPlaces(ipma: DataView, itemId: number): number[] {
  const hasLongIds = ipma.getUint8(0) > 0;
  const hasLongPlaces = (ipma.getUint8(3) & 1) === 1;
  const entries = toFullContent(ipma);
  const count = entries.getUint32(0);

  let at = 4;
  for (let index = 0; index < count; index++) {
    const id = hasLongIds ? entries.getUint32(at) : entries.getUint16(at);
    at += hasLongIds ? 4 : 2;
    const length = entries.getUint8(at);
    at += 1;
    const width = hasLongPlaces ? 2 : 1;
    if (id !== itemId) {
      at += length * width;
      continue;
    }
    // The first bit says that a reader must understand the property.
    return Array.from({ length }, (_, place) =>
      hasLongPlaces
        ? entries.getUint16(at + place * 2) & 0x7fff
        : entries.getUint8(at + place) & 0x7f,
    );
  }
  return [];
}
