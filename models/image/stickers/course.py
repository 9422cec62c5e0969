"""What changes from noise to drawing: how many go on, and how strongly the prompt pulls."""

# Drawings of which the best is kept once details are seen.
_FINALISTS = 4
# Share of guidance that is left for the details: all of it would heighten colours and shadows.
_LATE_GUIDANCE = 0.25


def drawings_kept(steps_done: int, num_inference_steps: int, candidates: int) -> int:
    """Returns how many drawings of each picture go on: half-way a few, three quarters through one.

    Args:
        steps_done: Of `num_inference_steps`.
        num_inference_steps: From noise to drawing.
        candidates: Drawings that were begun for each picture.
    """
    if steps_done < num_inference_steps / 2:
        return candidates
    if steps_done < num_inference_steps * 3 / 4:
        return min(candidates, _FINALISTS)
    return 1


def guidance_at(step: int, num_inference_steps: int, guidance_scale: float) -> float:
    """Returns how strongly the prompt pulls at a step, counted from 0: less in the second half."""
    if step < num_inference_steps / 2:
        return guidance_scale
    return late_guidance(guidance_scale)


def late_guidance(guidance_scale: float) -> float:
    """Returns how strongly the prompt pulls in the end, and in estimates of it at any step."""
    return 1 + _LATE_GUIDANCE * (guidance_scale - 1)
