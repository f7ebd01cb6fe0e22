import type { FileKind } from "./FileKind.js";

/** A kind, where its mark stands, and the mark: one byte for each character, "?" for any. */
export type FileSignature = readonly [kind: FileKind, at: number, mark: string];

/**
 * Marks of files that people pick by mistake; the first that fits counts.
 *
 * Source: https://mimesniff.spec.whatwg.org/ (6) and https://www.loc.gov/preservation/digital/formats/
 */
export const FILE_SIGNATURES: readonly FileSignature[] = [
  ["pdf", 0, "%PDF-"],
  ["postscript", 0, "%!PS"],
  ["postscript", 0, "\xc5\xd0\xd3\xc6"],
  ["photoshop", 0, "8BPS"],

  // Cameras' own formats; those that look like any TIFF are called one.
  ["raw", 8, "CR\x02\0"],
  ["raw", 4, "ftypcrx "],
  ["raw", 0, "FUJIFILMCCD-RAW"],
  ["raw", 0, "IIRO"],
  ["raw", 0, "IIRS"],
  ["raw", 0, "MMOR"],
  ["raw", 0, "IIU\0"],
  ["raw", 0, "FOVb"],
  ["tiff", 0, "II*\0"],
  ["tiff", 0, "MM\0*"],
  ["tiff", 0, "II+\0"],
  ["tiff", 0, "MM\0+"],

  ["jpeg-xl", 0, "\xff\x0a"],
  ["jpeg-xl", 0, "\0\0\0\x0cJXL \r\n\x87\n"],
  ["jpeg-2000", 0, "\0\0\0\x0cjP  \r\n\x87\n"],
  ["jpeg-2000", 0, "\xff\x4f\xff\x51"],
  ["icon", 0, "\0\0\x01\0"],
  ["icon", 0, "\0\0\x02\0"],
  ["icon", 0, "icns"],
  ["rare-picture", 0, "II\xbc"],
  ["rare-picture", 0, "v/1\x01"],
  ["rare-picture", 0, "#?RADIANCE"],
  ["rare-picture", 0, "qoif"],
  ["rare-picture", 0, "DDS "],
  ["rare-picture", 0, "gimp xcf"],
  ["rare-picture", 0, "P4\n"],
  ["rare-picture", 0, "P5\n"],
  ["rare-picture", 0, "P6\n"],

  ["audio", 4, "ftypM4A"],
  ["video", 4, "ftyp"],
  ["video", 4, "moov"],
  ["video", 4, "mdat"],
  ["video", 0, "\0\0\0\x08wide"],
  ["video", 0, "\x1a\x45\xdf\xa3"],
  ["video", 0, "RIFF????AVI "],
  ["video", 0, "FLV\x01"],
  ["video", 0, "OggS"],
  ["video", 0, "\0\0\x01\xba"],
  ["video", 0, "\0\0\x01\xb3"],
  ["video", 0, "\x30\x26\xb2\x75\x8e\x66\xcf\x11"],
  ["video", 188, "G@"],
  ["audio", 0, "RIFF????WAVE"],
  ["audio", 0, "FORM????AIF"],
  ["audio", 0, "ID3"],
  ["audio", 0, "fLaC"],
  ["audio", 0, "MThd"],
  ["audio", 0, "\xff\xfb"],
  ["audio", 0, "\xff\xf3"],
  ["audio", 0, "\xff\xf1"],

  // Office writes ZIP files; their first entry tells.
  ["document", 30, "[Content_Types].xml"],
  ["document", 30, "mimetypeapplication/"],
  ["document", 0, "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"],
  ["document", 0, "{\\rtf"],
  ["archive", 0, "PK\x03\x04"],
  ["archive", 0, "PK\x05\x06"],
  ["archive", 0, "\x1f\x8b"],
  ["archive", 0, "7z\xbc\xaf\x27\x1c"],
  ["archive", 0, "Rar!\x1a\x07"],
  ["archive", 0, "BZh"],
  ["archive", 0, "\xfd7zXZ\0"],
  ["archive", 0, "\x28\xb5\x2f\xfd"],
  ["archive", 0, "MSCF"],
  ["archive", 257, "ustar"],

  ["program", 0, "MZ"],
  ["program", 0, "\x7fELF"],
  ["program", 0, "\xca\xfe\xba\xbe"],
  ["program", 0, "\xfe\xed\xfa\xce"],
  ["program", 0, "\xfe\xed\xfa\xcf"],
  ["program", 0, "\xce\xfa\xed\xfe"],
  ["program", 0, "\xcf\xfa\xed\xfe"],
  ["program", 0, "\0asm"],
  ["program", 0, "#!/"],
];
