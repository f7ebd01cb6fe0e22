"use client";

import { useContext, useMemo } from "react";
import { en } from "../locales/en.js";
import type { Labels } from "../locales/Labels.js";
import { KlingVideoContext } from "./KlingVideoContext.js";

/**
 * The words to show: English, overridden key by key by the nearest provider and then by the
 * part's own `labels`.
 */
export function useLabels(own?: Partial<Labels>): Labels {
  const inherited = useContext(KlingVideoContext).labels;
  return useMemo(() => ({ ...en, ...inherited, ...own }), [inherited, own]);
}
