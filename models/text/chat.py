"""Messages in the format a model was trained on."""

from collections.abc import Sequence

from jinja2 import TemplateError
from transformers import PreTrainedTokenizerBase

from models.text.prompts import Message, plain_prompt


def encode_messages(tokenizer: PreTrainedTokenizerBase, messages: Sequence[Message]) -> list[int]:
    """Returns the tokens of the prompt for the messages.

    A tokenizer without a chat template gets the instructions as plain text.
    """
    if not tokenizer.chat_template:
        return tokenizer.encode(plain_prompt(messages))
    try:
        prompt = _apply_template(tokenizer, messages)
    except TemplateError:  # some templates know no system role
        prompt = _apply_template(
            tokenizer, [{"role": "user", "content": plain_prompt(messages).strip()}]
        )
    return tokenizer.encode(prompt, add_special_tokens=False)


def _apply_template(tokenizer: PreTrainedTokenizerBase, messages: Sequence[Message]) -> str:
    prompt = tokenizer.apply_chat_template(
        list(messages),
        tokenize=False,
        add_generation_prompt=True,
        enable_thinking=False,  # templates that know no thinking ignore it
    )
    return str(prompt)
