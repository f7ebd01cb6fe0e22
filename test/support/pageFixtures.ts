const urls = import.meta.glob<string>("../fixtures/*", { query: "?url", import: "default" });

/** A committed picture as a visitor of the page picks it: with its name, and no type told. */
export async function loadFixture(name: string): Promise<File> {
  const importUrl = urls[`../fixtures/${name}`];
  if (!importUrl) throw new Error(`There is no fixture ${name}.`);
  const response = await fetch(await importUrl());
  return new File([await response.arrayBuffer()], name);
}
