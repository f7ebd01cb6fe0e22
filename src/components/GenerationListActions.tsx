"use client";

import type { RefObject } from "react";
import { useTrustedOrigins } from "../hooks/useTrustedOrigins.js";
import type { Labels } from "../locales/Labels.js";
import type { StartedGeneration } from "../model/Generation.js";
import { canCancel } from "./canCancel.js";
import { canCheck } from "./canCheck.js";
import type { GenerationListWishes } from "./GenerationListWishes.js";
import { isUnderWay } from "./GenerationUnderWay.js";
import { isEndedWithout } from "./GenerationWithoutVideo.js";
import { isPlayableVideo } from "./isPlayableVideo.js";
import { ListButton } from "./ListButton.js";
import { useCanSendAgain } from "./useCanSendAgain.js";

interface GenerationListActionsProps extends GenerationListWishes {
  generation: StartedGeneration;
  /** Tells its buttons from those of the others. */
  name: string;
  /** Of sending it once more. */
  price: string;
  /** Takes the focus of a button that goes. */
  entryRef: RefObject<HTMLElement | null>;
  labels: Labels;
}

/** What can be done with one generation of a list, apart from taking it off. */
export function GenerationListActions(props: GenerationListActionsProps) {
  const { generation, name, price, entryRef: fallbackRef, labels } = props;
  const { onShow, onCancel, onCheck, onSendAgain } = props;
  const { attemptId, input } = generation;
  const canSendAgain = useCanSendAgain(generation);
  const common = { name, labels, fallbackRef };
  return (
    <div className="kling-actions">
      {generation.status === "completed" ? <VideoLink {...props} generation={generation} /> : null}
      {generation.status === "completed" && onShow ? (
        <ListButton {...common} word={labels.listShow} onClick={() => onShow(attemptId)} />
      ) : null}
      {onCheck && needsLook(generation) ? (
        <ListButton {...common} word={labels.checkAgain} onClick={() => onCheck(attemptId)} />
      ) : null}
      {onSendAgain && canSendAgain && input.image_url ? (
        <ListButton {...common} word={labels.sendAgain(price)} onClick={() => onSendAgain(input)} />
      ) : null}
      {onCancel && isUnderWay(generation) ? (
        <ListButton
          {...common}
          word={labels.cancel}
          isDisabled={!canCancel(generation)}
          onClick={() => onCancel(attemptId)}
        />
      ) : null}
    </div>
  );
}

interface VideoLinkProps extends GenerationListActionsProps {
  generation: Extract<StartedGeneration, { status: "completed" }>;
}

function VideoLink({ generation, name, labels }: VideoLinkProps) {
  const trustedOrigins = useTrustedOrigins();
  const { video } = generation;
  if (!isPlayableVideo(video, trustedOrigins)) return null;
  return (
    <a
      className="kling-button"
      href={video.url}
      target="_blank"
      rel="noopener noreferrer"
      aria-label={labels.listAction(labels.openVideo, name)}
    >
      {labels.openVideo}
    </a>
  );
}

/** A look of the visitor's own helps after signing in, and where nothing was handed over. */
function needsLook(generation: StartedGeneration): boolean {
  if (isEndedWithout(generation)) return canCheck(generation);
  return isUnderWay(generation) && generation.connection === "signed-out";
}
