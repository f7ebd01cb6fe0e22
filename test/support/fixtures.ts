import { readdirSync, readFileSync } from "node:fs";

const FOLDER = new URL("../fixtures/", import.meta.url);

/** The names of all committed pictures and other files. */
export const FIXTURE_NAMES: readonly string[] = readdirSync(FOLDER).sort();

/** The bytes of a committed file. */
export function readFixture(name: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(readFileSync(new URL(name, FOLDER)));
}

/** A committed file as a visitor picks it: with its name, and no type told. */
export function fixtureFile(name: string): File {
  return new File([readFixture(name)], name);
}
