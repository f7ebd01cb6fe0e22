"use client";

import type { QueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useMemo, useState } from "react";
import type { Generation } from "../model/Generation.js";
import type { KlingVideoInput } from "../model/input.js";
import { toGeneration } from "../model/toGeneration.js";
import { cancelGeneration } from "../queries/cancelGeneration.js";
import { checkGeneration } from "../queries/checkGeneration.js";
import type { SubmitOutcome } from "../queries/submitMutationOptions.js";
import { isFinishedRecord } from "../records/RecordStore.js";
import type { KnownGeneration } from "./createGenerationMemo.js";
import { createPressGuard } from "./createPressGuard.js";
import { findRecord } from "./findRecord.js";
import { useKlingVideoConfig, type KlingVideoConfig } from "./KlingVideoContext.js";
import { toAdoptedRecord } from "./toRecord.js";
import { reportRefusal } from "./reportRefusal.js";
import { refuse, sendInput } from "./sendInput.js";
import type { SubmitOneOptions } from "./SubmitOneOptions.js";
import { useFollowing } from "./useFollowing.js";
import { useFrameOptions } from "./useFrameOptions.js";
import { useHeldSlot } from "./useHeldSlot.js";
import { useKlingQueryClient } from "./useKlingQueryClient.js";
import { usePrice } from "./usePrice.js";
import { useLatest } from "./useLatest.js";
import { useLeaveGuard } from "./useLeaveGuard.js";
import type { GenerationReports } from "./GenerationReports.js";
import { useReports } from "./useReports.js";
import { useStored } from "./useStored.js";
import { useTransport } from "./useTransport.js";

/** Where the generation is made and kept, and what the host wants to hear of it. */
export interface UseKlingVideoOptions extends KlingVideoConfig, GenerationReports {
  /** Which widget of the page: each slot has one generation at a time. @default "default" */
  slot?: string | undefined;
  /** Follows a generation that was made elsewhere; its input and price are not known here. */
  requestId?: string | undefined;
  /** Whether the model's log lines are asked for. @default true */
  logs?: boolean | undefined;
  /** Another query client than the nearest provider's. */
  queryClient?: QueryClient | undefined;
}

/** One generation, and what can be done about it. */
export interface UseKlingVideoResult {
  /** Where it stands. */
  generation: Generation;
  /**
   * Sends the input once, as one consent to its price. While a generation of the slot is under way
   * nothing is sent and the error's code is `busy`. Never rejects.
   */
  submit: (input: KlingVideoInput, options?: SubmitOneOptions) => Promise<SubmitOutcome>;
  /** Asks once now: after a sign-in, or where a result could not be read. Never rejects. */
  check: () => Promise<void>;
  /** Asks for it to be canceled; before it is sent, takes it back. Never rejects. */
  cancel: () => Promise<void>;
  /** Forgets a finished generation, dismisses an unconfirmed one; does nothing while one is active. */
  reset: () => void;
}

/**
 * Makes a video and follows it to its end: through reloads, lost connections and other tabs, without
 * ever sending a paid request twice.
 *
 * @example
 * const { generation, submit } = useKlingVideo({ proxyUrl: "/api/fal/proxy" });
 * const outcome = await submit({ prompt: "The boat drifts off", image_url: file, duration: "5" });
 * @throws Error where neither `proxyUrl` nor `transport` is given, here or by a provider
 */
export function useKlingVideo(options: UseKlingVideoOptions = {}): UseKlingVideoResult {
  const { requestId, logs = true } = options;
  const { slot = requestId === undefined ? "default" : `request:${requestId}` } = options;
  const { scope = "anonymous", storage, concurrency } = useKlingVideoConfig(options);
  const transport = useTransport(options);
  if (!transport) throw new Error(NO_TRANSPORT);
  const frames = useFrameOptions(options);
  const client = useKlingQueryClient(options.queryClient);
  const price = usePrice(options);
  const held = useHeldSlot({ transport, scope, storage, slot });
  const store = held?.store;

  const record = useStored(store, ({ getRecords }) =>
    findRecord(getRecords(), held?.slot ?? slot, requestId),
  );
  const attemptId = record?.attemptId ?? "";
  const liveInput = useStored(store, ({ getLive }) => getLive(attemptId)?.input);
  const isCancelPending = useStored(store, ({ isCanceling }) => isCanceling(attemptId));
  const cancelError = useStored(store, ({ getCancelError }) => getCancelError(attemptId));
  const followed = useFollowing(record, transport, logs, client);

  const isDurable = useStored(store, (records) => records.isDurable());

  const generation = useMemo(() => {
    const known = { record, liveInput, isCancelPending, cancelError, isDurable };
    return toGeneration({ ...known, ...followed });
  }, [record, liveInput, isCancelPending, cancelError, isDurable, followed]);

  const known = useMemo(
    () => (record && generation.status !== "idle" ? [{ record, generation }] : NOTHING),
    [record, generation],
  );
  useReports(store, known, options);
  useLeaveGuard(generation);

  useEffect(() => {
    if (requestId !== undefined) void store?.adopt(toAdoptedRecord(requestId, slot));
  }, [store, requestId, slot]);

  const latestReports = useLatest(options);
  const [guard] = useState(createPressGuard);
  const submit = useCallback(
    async (
      given: KlingVideoInput,
      { isAnotherTake = false }: SubmitOneOptions = {},
    ): Promise<SubmitOutcome> => {
      if (!held) return refuse("not-sent");
      const context = { transport, store: held.store, client, frames, price, concurrency };
      const send = () => sendInput(context, given, held.slot);
      const outcome = await (isAnotherTake ? send() : guard(given, send));
      reportRefusal(outcome, latestReports.current);
      return outcome;
    },
    [held, transport, client, price, frames, concurrency, guard, latestReports],
  );

  const latestRecord = useLatest(record);
  const actions = useMemo(() => {
    const withRecord =
      <T>(act: (context: ActionContext, attemptId: string) => T) =>
      async () => {
        const current = latestRecord.current;
        if (store && current) await act({ transport, store, client }, current.attemptId);
      };
    return { check: withRecord(checkGeneration), cancel: withRecord(cancelGeneration) };
  }, [transport, store, client, latestRecord]);

  const reset = useCallback(() => {
    const current = latestRecord.current;
    if (!store || !current) return;
    if (isFinishedRecord(current)) void store.remove(current.attemptId);
    if (current.progress.phase === "unconfirmed") {
      void store.update(current.attemptId, { isDismissed: true });
    }
  }, [store, latestRecord]);

  return { generation, submit, ...actions, reset };
}

const NOTHING: readonly KnownGeneration[] = [];

type ActionContext = Parameters<typeof cancelGeneration>[0];

const NO_TRANSPORT =
  "react-kling-video: useKlingVideo has no way to fal, so nothing could be made. Give it `proxyUrl` " +
  "(the URL of your route to fal) or `transport`, or put it under a <KlingVideoProvider> that has one.";
