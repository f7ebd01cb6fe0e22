"use client";

import type { QueryClient } from "@tanstack/react-query";
import { useCallback, useId, useMemo, useState } from "react";
import { isActive, type Generation, type StartedGeneration } from "../model/Generation.js";
import type { KlingVideoInput } from "../model/input.js";
import { cancelGeneration } from "../queries/cancelGeneration.js";
import { checkGeneration } from "../queries/checkGeneration.js";
import type { SubmitOutcome } from "../queries/submitMutationOptions.js";
import { isActiveRecord } from "../records/RecordStore.js";
import { createPressGuard } from "./createPressGuard.js";
import { useKlingVideoConfig, type KlingVideoConfig } from "./KlingVideoContext.js";
import { reportRefusal } from "./reportRefusal.js";
import { refuse, sendInput } from "./sendInput.js";
import { useFrameOptions } from "./useFrameOptions.js";
import { useGenerations } from "./useGenerations.js";
import { useHeldSlot } from "./useHeldSlot.js";
import { useKlingQueryClient } from "./useKlingQueryClient.js";
import { usePrice } from "./usePrice.js";
import { useLatest } from "./useLatest.js";
import { useLeaveGuard } from "./useLeaveGuard.js";
import type { GenerationReports } from "./GenerationReports.js";
import type { SubmitOneOptions } from "./SubmitOneOptions.js";
import { useReports } from "./useReports.js";
import { useTransport } from "./useTransport.js";

/** Where the generations are made and kept, and what the host wants to hear of them. */
export interface UseKlingVideosOptions extends KlingVideoConfig, GenerationReports {
  /** Whether the model's log lines are asked for. @default true */
  logs?: boolean | undefined;
  /** Another query client than the nearest provider's. */
  queryClient?: QueryClient | undefined;
}

/** All generations of a visitor, and what can be done about each. */
export interface UseKlingVideosResult {
  /** Newest first: all that is remembered of this visitor at this proxy, whoever made it. */
  generations: readonly StartedGeneration[];
  /**
   * Starts one more, as one consent to its price, and waits for none of the others. It resolves when
   * fal has taken it, which may be long after the press where it waits for its turn. Never rejects.
   */
  submit: (input: KlingVideoInput, options?: SubmitOneOptions) => Promise<SubmitOutcome>;
  /** Asks once now: after a sign-in, or where a result could not be read. Never rejects. */
  check: (attemptId: string) => Promise<void>;
  /** Asks for one to be canceled; before it is sent, takes it back. Never rejects. */
  cancel: (attemptId: string) => Promise<void>;
  /** Forgets one that is finished or unconfirmed; does nothing while it is active. */
  remove: (attemptId: string) => void;
}

/** What fal runs at a time for a new account. */
const CONCURRENCY = 2;

/**
 * Makes many videos, each followed to its end: through reloads, lost connections and other tabs,
 * without ever sending a paid request twice.
 *
 * @example
 * const { generations, submit, cancel, remove } = useKlingVideos({ proxyUrl: "/api/fal/proxy" });
 * for (const prompt of prompts) void submit({ prompt, image_url: file, duration: "5" });
 * @throws Error where neither `proxyUrl` nor `transport` is given, here or by a provider
 */
export function useKlingVideos(options: UseKlingVideosOptions = {}): UseKlingVideosResult {
  const { logs = true } = options;
  const config = useKlingVideoConfig(options);
  const { scope = "anonymous", storage, concurrency = CONCURRENCY } = config;
  const transport = useTransport(options);
  if (!transport) throw new Error(NO_TRANSPORT);
  const frames = useFrameOptions(options);
  const client = useKlingQueryClient(options.queryClient);
  const price = usePrice(options);
  // No widget shares it: here it only opens the records.
  const store = useHeldSlot({ transport, scope, storage, slot: `list ${useId()}` })?.store;

  const known = useGenerations({ store, transport, client, logs });
  const generations = useMemo(() => known.map(({ generation }) => generation).reverse(), [known]);
  useReports(store, known, options);
  useLeaveGuard(generations.find(isOnlyHere) ?? IDLE);

  const latest = useLatest(options);
  const [guard] = useState(createPressGuard);
  const submit = useCallback<UseKlingVideosResult["submit"]>(
    async (input, { isAnotherTake = false } = {}) => {
      if (!store) return refuse("not-sent");
      const context = { transport, store, client, frames, price, concurrency };
      const send = () => sendInput(context, input);
      const outcome = await (isAnotherTake ? send() : guard(input, send));
      reportRefusal(outcome, latest.current);
      return outcome;
    },
    [transport, store, client, frames, price, concurrency, guard, latest],
  );

  const actions = useMemo(() => {
    const context = store && { transport, store, client };
    return {
      check: async (attemptId: string) => context && checkGeneration(context, attemptId),
      cancel: async (attemptId: string) => context && cancelGeneration(context, attemptId),
      remove: (attemptId: string) => {
        const record = store?.getRecord(attemptId);
        if (record && !isActiveRecord(record)) void store?.remove(attemptId);
      },
    };
  }, [transport, store, client]);

  return { generations, submit, ...actions };
}

const IDLE: Generation = { status: "idle" };

const NO_TRANSPORT =
  "react-kling-video: useKlingVideos has no way to fal, so nothing could be made. Give it `proxyUrl` " +
  "(the URL of your route to fal) or `transport`, or put it under a <KlingVideoProvider> that has one.";

/** Under way, and lost with the page. */
function isOnlyHere(generation: StartedGeneration): boolean {
  return isActive(generation) && !generation.isDurable;
}
