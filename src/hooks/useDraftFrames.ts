"use client";

import { useCallback, useEffect, useRef, type RefObject } from "react";
import type { KlingTransport } from "../fal/KlingTransport.js";
import {
  keepFrames,
  readKeptFrames,
  removeKeptFrames,
  updateKeptFrames,
  type KeptFrame,
} from "../frames/keptFrames.js";
import { uploadsOf } from "../frames/uploads.js";
import type { Draft } from "./Draft.js";
import type { FrameSlot } from "./draftStorage.js";
import { adoptKeptFrame, toKeptFrame } from "./toKeptFrame.js";
import { useLatest } from "./useLatest.js";

type FrameNames = Partial<Record<FrameSlot, string>>;

/** The files of a draft, kept beside its words. */
export interface UseDraftFramesResult {
  /**
   * Looks for the files with these names. They come when the storage has answered, or never.
   *
   * @returns gives up waiting for them
   */
  read: (
    names: FrameNames,
    onFrames: (frames: Partial<Record<FrameSlot, File>>) => void,
  ) => () => void;
  /** The words are being written: what they name is kept, whatever another page did meanwhile. */
  keep: () => void;
  /** From now on there is nothing that has been kept. */
  drop: () => void;
}

/**
 * Keeps the files of a draft as soon as they are picked, and their URLs as soon as they have one.
 *
 * @param key where they are kept; `null`: they are not
 * @param touched what the visitor changed
 */
export function useDraftFrames(
  key: string | null,
  { startFrame, endFrame }: Draft,
  touched: Readonly<RefObject<Set<keyof Draft>>>,
  transport: KlingTransport | undefined,
): UseDraftFramesResult {
  /** What is kept; `null`: nothing was kept by this component. */
  const written = useRef<readonly KeptFrame[] | null>(null);
  const latestTransport = useLatest(transport);

  useEffect(() => {
    if (key === null) return;
    const files = [startFrame, endFrame].filter((frame) => frame instanceof File);
    const write = () => {
      if (touched.current.size === 0 && written.current === null) return;
      const frames = [...new Set(files)].map((file) => toKeptFrame(file, transport));
      const before = written.current ?? [];
      written.current = frames;
      const gone = before.filter((frame) => !isAmong(frames, frame.id));
      if (gone.length > 0) void removeKeptFrames((draft, id) => draft === key && isAmong(gone, id));
      if (!frames.every(({ id }) => isAmong(before, id))) void keepFrames(key, frames, Date.now());
      else if (JSON.stringify(frames) !== JSON.stringify(before))
        void updateKeptFrames(key, frames);
    };
    write();
    return transport && uploadsOf(transport).subscribe(write);
  }, [key, startFrame, endFrame, touched, transport]);

  const read: UseDraftFramesResult["read"] = useCallback(
    (names, onFrames) => {
      if (key === null) return () => {};
      let isOver = false;
      void readKeptFrames(key, Object.values(names), Date.now()).then((frames) => {
        if (isOver) return;
        frames.forEach((frame) => adoptKeptFrame(frame, latestTransport.current));
        written.current = [...(written.current ?? []), ...frames];
        const find = (name: string | undefined) => frames.find(({ id }) => id === name)?.file;
        const [startFrame, endFrame] = [find(names.startFrame), find(names.endFrame)];
        onFrames({ ...(startFrame && { startFrame }), ...(endFrame && { endFrame }) });
      });
      return () => {
        isOver = true;
      };
    },
    [key, latestTransport],
  );

  const keep = useCallback(() => {
    if (key !== null && written.current) void keepFrames(key, written.current, Date.now());
  }, [key]);
  const drop = useCallback(() => {
    written.current = null;
  }, []);

  return { read, keep, drop };
}

function isAmong(frames: readonly KeptFrame[], id: string): boolean {
  return frames.some((frame) => frame.id === id);
}
