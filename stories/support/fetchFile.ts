/** A file of the tests' fixtures, as if somebody had picked it. */
export async function fetchFile(url: string, name: string, type = ""): Promise<File> {
  const response = await fetch(url);
  return new File([await response.arrayBuffer()], name, { type });
}
