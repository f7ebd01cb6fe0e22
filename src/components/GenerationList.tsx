"use client";

import {
  forwardRef,
  memo,
  useImperativeHandle,
  useMemo,
  useRef,
  type ComponentPropsWithoutRef,
} from "react";
import { useLabels } from "../hooks/useLabels.js";
import type { Labels } from "../locales/Labels.js";
import type { StartedGeneration } from "../model/Generation.js";
import { cx } from "./cx.js";
import { GenerationListItem } from "./GenerationListItem.js";
import type { GenerationListWishes } from "./GenerationListWishes.js";
import { toListNames } from "./toListNames.js";
import { toListSummary } from "./toListSummary.js";
import { useSpoken } from "./useSpoken.js";

export interface GenerationListProps
  extends Omit<ComponentPropsWithoutRef<"section">, "children">, GenerationListWishes {
  /** What is listed, in this order, such as `useKlingVideos().generations`. */
  generations: readonly StartedGeneration[];
  /** Words in place of the inherited ones, key by key. */
  labels?: Partial<Labels> | undefined;
}

/**
 * Many generations, one under the other: where each stands, and what can be done about it. What
 * waits for its turn says that it is not paid yet. Renders a `<section>` with a `<ul>`, and one
 * status region for all of them.
 */
export const GenerationList = memo(
  forwardRef<HTMLElement, GenerationListProps>(function GenerationList(
    {
      generations,
      onShow,
      onCancel,
      onCheck,
      onSendAgain,
      onRemove,
      labels: ownLabels,
      className,
      ...rest
    },
    ref,
  ) {
    const labels = useLabels(ownLabels);
    const root = useRef<HTMLElement>(null);
    useImperativeHandle<HTMLElement | null, HTMLElement | null>(ref, () => root.current);
    const names = useMemo(() => toListNames(generations, labels), [generations, labels]);
    const summary = toListSummary(generations, labels);
    const wishes = { onShow, onCancel, onCheck, onSendAgain, onRemove };
    return (
      <section
        aria-label={labels.listVideos}
        {...rest}
        ref={root}
        tabIndex={-1}
        className={cx("kling kling-list", className)}
      >
        <p className="kling-hint">{summary}</p>
        <p role="status" className="kling-visually-hidden">
          {useSpoken(summary)}
        </p>
        <ul className="kling-list-items">
          {generations.map((generation) => (
            <GenerationListItem
              key={generation.attemptId}
              {...wishes}
              generation={generation}
              name={names.get(generation.attemptId) ?? ""}
              listRef={root}
              labels={labels}
            />
          ))}
        </ul>
      </section>
    );
  }),
);
