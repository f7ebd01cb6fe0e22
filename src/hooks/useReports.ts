"use client";

import { useEffect } from "react";
import type { Generation } from "../model/Generation.js";
import type { KlingVideoInput } from "../model/input.js";
import type { KlingVideoError } from "../model/KlingVideoError.js";
import type { GenerationRecord, RecordPhase } from "../model/record.js";
import type { KlingVideo } from "../model/status.js";
import type { RecordStore } from "../records/RecordStore.js";
import { useLatest } from "./useLatest.js";

/** A finished video, and what it was made from. */
export interface CompletedVideo {
  video: KlingVideo;
  /** At least once and normally once for each: use it as key. A secret; keep it out of URLs. */
  requestId: string;
  input: KlingVideoInput;
}

/** What the host can be told. The record is kept before any of these is called. */
export interface GenerationReports {
  /** Called when a video is there: at least once and normally once for each request id. */
  onCompleted?: ((completed: CompletedVideo) => void) | undefined;
  /** Called when a generation has failed for good. */
  onFailed?: ((error: KlingVideoError) => void) | undefined;
  /** Called when the visitor must sign in again before the generation can be followed on. */
  onAuthRequired?: (() => void) | undefined;
}

/** Keeps what came of a generation, then tells the host. */
export function useReports(
  store: RecordStore | undefined,
  record: GenerationRecord | undefined,
  generation: Generation,
  reports: GenerationReports,
): void {
  const latest = useLatest(reports);

  useEffect(() => {
    const progress = record && toLearned(record, generation);
    if (progress) void store?.update(record.attemptId, { progress });
  }, [store, record, generation]);

  useEffect(() => {
    // Read anew: another component of the slot may have told it in this very commit.
    const current = record && store?.getRecord(record.attemptId);
    if (!store || !current || current.isReported) return;
    const { progress, input } = current;
    switch (progress.phase) {
      case "completed":
        void store.update(current.attemptId, { isReported: true });
        tell(() =>
          latest.current.onCompleted?.({
            video: progress.video,
            requestId: progress.requestId,
            input,
          }),
        );
        return;
      case "failed":
        if (generation.status !== "failed") return;
        void store.update(current.attemptId, { isReported: true });
        tell(() => latest.current.onFailed?.(generation.error));
        return;
      case "uploading":
      case "waiting":
      case "submitting":
      case "unconfirmed":
      case "accepted":
      case "canceled":
        return;
    }
  }, [store, record, generation, latest]);

  const isSignedOut =
    (generation.status !== "idle" && generation.connection === "signed-out") ||
    (generation.status === "failed" && generation.error.code === "signed-out");
  useEffect(() => {
    if (isSignedOut) tell(() => latest.current.onAuthRequired?.());
  }, [isSignedOut, latest]);
}

/** A host's error in an effect of ours would take its whole tree down; it is reported instead. */
function tell(report: () => void): void {
  try {
    report();
  } catch (error) {
    queueMicrotask(() => {
      throw error;
    });
  }
}

/** What was learned of a generation since it was last noted, as it is to be remembered. */
function toLearned(
  { progress }: GenerationRecord,
  generation: Generation,
): RecordPhase | undefined {
  switch (progress.phase) {
    case "accepted":
      return toEndPhase(generation);
    case "unconfirmed":
      return generation.status === "in-queue"
        ? { phase: "accepted", requestId: generation.requestId }
        : toEndPhase(generation);
    case "uploading":
    case "waiting":
    case "submitting":
    case "completed":
    case "failed":
    case "canceled":
      return undefined;
  }
}

/** How a generation that has ended is remembered; `undefined` while it has not. */
function toEndPhase(generation: Generation): RecordPhase | undefined {
  const completedAt = Date.now();
  switch (generation.status) {
    case "completed": {
      const { requestId, video, startedAt } = generation;
      return {
        phase: "completed",
        requestId,
        video,
        startedAt,
        completedAt: generation.completedAt ?? completedAt,
      };
    }
    case "failed": {
      const { requestId, error } = generation;
      return { phase: "failed", requestId, error: error.toJSON(), completedAt };
    }
    case "canceled": {
      const { requestId, charged } = generation;
      return { phase: "canceled", requestId, charged, completedAt };
    }
    case "idle":
    case "uploading":
    case "waiting":
    case "submitting":
    case "unconfirmed":
    case "in-queue":
    case "in-progress":
      return undefined;
  }
}
