"use client";

import { forwardRef, useCallback, useState } from "react";
import { useLabels } from "../hooks/useLabels.js";
import { useTrustedOrigins } from "../hooks/useTrustedOrigins.js";
import type { Generation } from "../model/Generation.js";
import { cx } from "./cx.js";
import { isPlayableVideo } from "./isPlayableVideo.js";
import { RequestId } from "./RequestId.js";
import { StageBox } from "./StageBox.js";
import { VideoActions } from "./VideoActions.js";
import { VideoMeta } from "./VideoMeta.js";
import { VideoPlayer } from "./VideoPlayer.js";
import type { VideoResultProps } from "./VideoResult.js";
import type { VideoState, VideoTroubleKind } from "./VideoState.js";
import { VideoTrouble } from "./VideoTrouble.js";

interface VideoResultBodyProps extends VideoResultProps {
  generation: Extract<Generation, { status: "completed" }>;
}

/** One video, from its loading to its end or its trouble. */
export const VideoResultBody = forwardRef<HTMLElement, VideoResultBodyProps>(
  function VideoResultBody(
    { generation, autoPlay, loop, muted, preload, labels: ownLabels, className, ...rest },
    ref,
  ) {
    const labels = useLabels(ownLabels);
    const trustedOrigins = useTrustedOrigins();
    const [state, setState] = useState<VideoState>({ status: "loading", hasRetried: false });
    const retry = useCallback(() => setState({ status: "loading", hasRetried: true }), []);

    const { video, input, requestId } = generation;
    const isPlayable = isPlayableVideo(video, trustedOrigins);
    const trouble = isPlayable ? toTrouble(state) : "unsafe";
    return (
      <section
        ref={ref}
        {...rest}
        className={cx("kling kling-result", className)}
        data-status={generation.status}
        data-video={trouble ?? state.status}
      >
        <StageBox picture={input.image_url}>
          {trouble ? (
            <VideoTrouble
              trouble={trouble}
              url={isPlayable ? video.url : null}
              onRetry={state.hasRetried ? undefined : retry}
              labels={labels}
            />
          ) : (
            <VideoPlayer
              src={video.url}
              label={labels.video}
              autoPlay={autoPlay}
              loop={loop}
              muted={muted}
              preload={preload}
              hasRetried={state.hasRetried}
              onStateChange={setState}
            />
          )}
        </StageBox>
        <div className="kling-result-foot">
          {isPlayable ? <VideoActions video={video} labels={labels} /> : null}
          <VideoMeta generation={generation} state={state} labels={labels} />
          {trouble ? <RequestId requestId={requestId} labels={labels} /> : null}
        </div>
      </section>
    );
  },
);

function toTrouble(state: VideoState): VideoTroubleKind | null {
  return state.status === "broken" ? state.trouble : null;
}
