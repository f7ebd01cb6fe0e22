import { KlingVideoError } from "../model/KlingVideoError.js";
import { isAbort } from "./Answer.js";
import type { PutFile } from "./FalTransportOptions.js";
import { judgePut, uploadBroken } from "./judgeUpload.js";
import type { UploadOptions } from "./KlingTransport.js";
import { tryAgain } from "./tryAgain.js";
import { UploadTrouble } from "./UploadTrouble.js";

/** Puts a file at a signed URL, or throws a `KlingVideoError`. */
export type PutAtPlace = (url: string, file: Blob) => Promise<void>;

const MAX_PLACES = 2;

/**
 * Uploads a file: asks for a place (a signed URL), puts the file there, and where the place turns
 * out to be of no use, asks for one more.
 *
 * @param send asks for a place, lets the file be put there, and gives its public URL
 * @param put puts a file at a URL once
 * @throws KlingVideoError, or the signal's reason
 */
export async function uploadFile(
  send: (putAtPlace: PutAtPlace) => Promise<string>,
  put: PutFile,
  options: UploadOptions,
): Promise<string> {
  const { signal } = options;
  const putAtPlace: PutAtPlace = async (url, file) => {
    try {
      await tryAgain(() => putOnce(put, url, file, options), signal);
    } catch (error) {
      throw error instanceof UploadTrouble ? new UploadTrouble("new-place", error) : error;
    }
  };

  for (let places = 1; ; places += 1) {
    try {
      return await tryAgain(() => send(putAtPlace), signal);
    } catch (error) {
      signal?.throwIfAborted();
      if (!(error instanceof KlingVideoError)) throw uploadBroken();
      const isPlaceOfNoUse = error instanceof UploadTrouble && error.next === "new-place";
      if (!isPlaceOfNoUse || places === MAX_PLACES) throw error;
    }
  }
}

async function putOnce(
  put: PutFile,
  url: string,
  file: Blob,
  { signal, onProgress }: UploadOptions,
): Promise<void> {
  let isOver = false;
  try {
    const { status } = await put(url, file, {
      signal,
      onProgress: (fraction) => {
        if (!isOver && !signal?.aborted) onProgress?.(Math.max(0, Math.min(1, fraction)));
      },
    });
    judgePut({ status });
  } catch (error) {
    if (error instanceof KlingVideoError || isAbort(error)) throw error;
    throw uploadBroken();
  } finally {
    isOver = true;
  }
}
