import street from "../assets/street.jpg";

/** The picture of the stories, as if somebody had picked it. */
export async function fetchPicture(url: string = street): Promise<File> {
  const response = await fetch(url);
  return new File([await response.blob()], "street.jpg", { type: "image/jpeg" });
}
