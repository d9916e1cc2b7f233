"""Stage 6, prompt: instruction, labelled sources, question."""

from znatok.chat.context import Context, Prompt
from znatok.chat.words import say


def build_prompt(context: Context) -> Prompt:
    """The prompt for any answerer; labels are those of the context's evidence."""
    sources = "\n\n".join(
        f"[{n}] {each.passage.title}\n{each.text}"
        for n, each in enumerate(context.evidence, start=1)
    )
    return Prompt(
        system=say("instruction", context.language),
        user=f"{sources}\n\n{context.question}",
        context=context,
    )
