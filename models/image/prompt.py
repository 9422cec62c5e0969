"""The words a picture is asked for with, and the words that describe it."""

from models.base import ImageRequest


def full_prompt(request: ImageRequest) -> str:
    """Returns the prompt with style, mood and palette in words, for models that read sentences."""
    parts = [request.prompt.strip()]
    if request.style:
        parts.append(f"{request.style} style")
    if request.mood:
        parts.append(f"{request.mood} mood")
    if request.palette:
        parts.append(f"{' and '.join(request.palette)} colour palette")
    return ", ".join(parts)


def alt_text(request: ImageRequest, index: int) -> str:
    """Returns a description of picture `index`, within Discord's 1024 characters."""
    details: list[str] = []
    if request.style:
        details.append(f"{request.style} style")
    if request.palette:
        details.append(f"in {' and '.join(request.palette)}")
    if request.count > 1:
        details.append(f"picture {index + 1} of {request.count}")
    prompt = " ".join(request.prompt.split())
    ending = f" ({', '.join(details)})" if details else ""
    opening = "Generated image: "
    room = 1024 - len(opening) - len(ending)
    shown = prompt if len(prompt) <= room else prompt[: room - 1] + "…"
    return opening + shown + ending
