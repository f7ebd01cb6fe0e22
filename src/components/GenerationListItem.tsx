"use client";

import { X } from "lucide-react";
import { memo, useRef, type RefObject } from "react";
import { usePrice } from "../hooks/usePrice.js";
import type { Labels } from "../locales/Labels.js";
import { isActive, type StartedGeneration } from "../model/Generation.js";
import { estimateCost } from "../model/price.js";
import { ElapsedTime } from "./ElapsedTime.js";
import { formatUsd } from "./formatUsd.js";
import { GenerationListActions } from "./GenerationListActions.js";
import type { GenerationListWishes } from "./GenerationListWishes.js";
import { isEndedWithout } from "./GenerationWithoutVideo.js";
import { ListButton } from "./ListButton.js";
import { toListWords } from "./toListWords.js";
import { useStagePicture } from "./useStagePicture.js";

interface GenerationListItemProps extends GenerationListWishes {
  generation: StartedGeneration;
  /** No other entry of the list has it. */
  name: string;
  /** Takes the focus when the entry goes. */
  listRef: RefObject<HTMLElement | null>;
  labels: Labels;
}

/** One generation of a list. Renders an `<li>`. */
export const GenerationListItem = memo(function GenerationListItem(props: GenerationListItemProps) {
  const { generation, name, listRef, labels, onRemove } = props;
  const entryRef = useRef<HTMLLIElement>(null);
  const priceList = usePrice();
  const { attemptId, input, submittedAt, priceUsd } = generation;
  const { title, text } = toListWords(generation, labels);
  const price = formatUsd(estimateCost(input.duration, priceList), labels.locale);
  const isOver = !isActive(generation);
  return (
    <li
      ref={entryRef}
      className="kling-list-item"
      data-status={generation.status}
      tabIndex={-1}
      aria-label={name}
    >
      <ListPicture picture={input.image_url} />
      <div className="kling-list-words">
        <p className="kling-list-prompt">
          <bdi>{input.prompt.trim() || labels.listUntitled}</bdi>
        </p>
        <p className="kling-list-state">{title}</p>
        {text ? <p className="kling-list-text">{text}</p> : null}
        {generation.cancelError && !isOver ? (
          <p className="kling-error">{labels.listCancelFailed}</p>
        ) : null}
        {isEndedWithout(generation) ? null : (
          <p className="kling-list-meta">
            {isOver ? null : <ElapsedTime since={submittedAt} format={labels.progressElapsed} />}
            {priceUsd > 0 ? <span>{formatUsd(priceUsd, labels.locale)}</span> : null}
          </p>
        )}
        <GenerationListActions {...props} price={price} entryRef={entryRef} />
      </div>
      {onRemove && isOver ? (
        <ListButton
          word={labels.listRemove}
          name={name}
          variant="icon"
          fallbackRef={listRef}
          labels={labels}
          onClick={() => onRemove(attemptId)}
        >
          <X className="kling-icon" />
        </ListButton>
      ) : null}
    </li>
  );
});

/** Decorative: the words say what it is. */
function ListPicture({ picture }: { picture: StartedGeneration["input"]["image_url"] }) {
  const decoded = useStagePicture(picture);
  return (
    <span className="kling-list-picture" aria-hidden="true">
      {decoded ? (
        <img
          className="kling-list-image"
          src={decoded.url}
          alt=""
          draggable={false}
          referrerPolicy="no-referrer"
        />
      ) : null}
    </span>
  );
}
